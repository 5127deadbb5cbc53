import { Alert, Progress } from '@mantine/core'
import type { Web } from '~/api/types'
import { count } from '~/ui/format'
import { stagePercent } from './progress'

type Scan = Web['Scan']

/** How far each stage of a scan is, and what it has to say. */
export function Stages({ scan }: { scan: Scan }) {
  const remarks = [...scan.crawler.error, ...scan.scanner.error].map((one) => ({ ...one, bad: true }))
  const warnings = [...scan.crawler.warning, ...scan.scanner.warning].map((one) => ({ ...one, bad: false }))
  return (
    <>
      <div className="grid">
        <Stage name="Crawling" unit="addresses" stage={scan.crawler} />
        <Stage name="Testing" unit="tests" stage={scan.scanner} />
      </div>
      {[...remarks, ...warnings].map((one, index) => (
        <Alert key={index} color={one.bad ? 'red' : 'yellow'} variant="light">
          {one.message}
        </Alert>
      ))}
    </>
  )
}

function Stage({ name, unit, stage }: { name: string; unit: string; stage: Web['StageView'] }) {
  const [done = 0, all = 0] = stage.status
  const said = stage.state === '' ? 'not begun' : `${count(done)} of ${count(all)} ${unit}`
  return (
    <div className="stack tight">
      <span className="row spread small">
        <b>{name}</b> <span className="quiet">{said}</span>
      </span>
      <Progress value={stagePercent(stage)} animated={stage.state === 'started'} aria-label={`${name}: ${said}`} />
    </div>
  )
}
