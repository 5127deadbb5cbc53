import { dast, v2 } from '~/api/client'
import type { Net, Web } from '~/api/types'
import type { Choice } from './BulkBar'

export type NetFinding = Net['Vulnerability']

const WHY = {
  wrong: 'They are not weaknesses. They no longer count as open, and later scans do not bring them back.',
  accepted: 'They are weaknesses that are lived with. They no longer count as open.',
  open: 'The decision is taken back: they count as open again.',
}

export const NET_CHOICES: Choice[] = [
  { state: 'false_positive', label: 'False positive', question: WHY.wrong },
  { state: 'accepted', label: 'Accept the risk', question: WHY.accepted },
  { state: 'open', label: 'Open again', question: WHY.open },
]

export const WEB_CHOICES: Choice[] = [
  { state: 'invalid', label: 'False positive', question: WHY.wrong },
  { state: 'accepted', label: 'Accept the risk', question: WHY.accepted },
  { state: 'notfixed', label: 'Open again', question: WHY.open },
]

/** Decides on network findings alike, all or none; how many were changed. */
export async function decideNet(ids: string[], state: string, comment: string): Promise<number> {
  const vulnerability = { ids, state, comment: comment === '' ? null : comment }
  return (await v2.put('/v2/vulnerabilities', { body: { vulnerability } })).updated
}

/** Decides on web findings alike, all or none; how many were changed. */
export async function decideWeb(rows: Pick<Web['Finding'], 'id' | 'target'>[], state: string, comment: string): Promise<number> {
  const ids = rows.map((row) => ({ finding_id: row.id, target_id: row.target.id }))
  const answer = await dast.post('/findings/bulk/update/', { body: { ids, state, ...(comment === '' ? {} : { comment }) } })
  return answer.ids.length
}
