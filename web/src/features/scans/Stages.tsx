import { Alert, Progress } from '@mantine/core'
import type { Web } from '~/api/types'
import { count } from '~/ui/format'
import { Icon } from '~/ui/icons'
import { stagePercent } from './progress'

type Scan = Web['Scan']

/** How far each stage of a scan is, and what it has to say. */
export function Stages({ scan }: { scan: Scan }) {
  const server = scan.fingerprinter
  const remarks = [...scan.crawler.error, ...scan.scanner.error].map((one) => ({ ...one, bad: true }))
  const warnings = [...scan.crawler.warning, ...scan.scanner.warning].map((one) => ({ ...one, bad: false }))
  return (
    <>
      <div className="grid">
        <Stage name="Server" state={server.state} percent={server.state === 'ended' ? 100 : 30} said={`${count(server.count)} ${server.count === 1 ? 'technology' : 'technologies'} recognised`} />
        <Stage name="Crawling" state={scan.crawler.state} percent={stagePercent(scan.crawler)} said={done(scan.crawler, 'addresses')} />
        <Stage name="Testing" state={scan.scanner.state} percent={stagePercent(scan.scanner)} said={done(scan.scanner, 'tests')} />
      </div>
      {[...remarks, ...warnings].map((one, index) => (
        <Alert key={index} color={one.bad ? 'red' : 'yellow'} variant="light">
          {one.message}
        </Alert>
      ))}
    </>
  )
}

function done(stage: Web['StageView'], unit: string): string {
  const [some = 0, all = 0] = stage.status
  return `${count(some)} of ${count(all)} ${unit}`
}

/** A stage: not begun, under way or done. */
function Stage(props: { name: string; state: string; percent: number; said: string }) {
  const said = props.state === '' ? 'not begun' : props.said
  return (
    <div className="stack tight">
      <span className="row spread small">
        <b className="row tight">
          {props.state === 'ended' && <Icon name="check" size={14} />}
          {props.name}
        </b>
        <span className="quiet">{said}</span>
      </span>
      <Progress value={props.state === '' ? 0 : props.percent} animated={props.state === 'started'} aria-label={`${props.name}: ${said}`} />
    </div>
  )
}
