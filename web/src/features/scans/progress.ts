import type { Web } from '~/api/types'

type Stages = Pick<Web['Scan'], 'crawler' | 'scanner' | 'status'>

/** Per cent of a stage that are done. */
export function stagePercent(stage: Web['StageView']): number {
  if (stage.state === 'ended') return 100
  const [done = 0, all = 0] = stage.status
  return all === 0 ? 0 : Math.min(99, Math.round((100 * done) / all))
}

/** Per cent of a scan of a web application: a fifth is crawling, the rest testing. */
export function progressOf(scan: Stages): number {
  return Math.round(stagePercent(scan.crawler) * 0.2 + stagePercent(scan.scanner) * 0.8)
}
