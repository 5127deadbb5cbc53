import { Button, Select, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { dast, v2 } from '~/api/client'
import type { Web } from '~/api/types'
import { FormProblem } from '~/ui/FormProblem'
import { say } from '~/ui/feedback'
import { text, useForm } from '~/ui/form'
import type { NetFinding } from './decisions'
import { STATES } from './WebFindingList'

/** What one decides about a finding. Only a scan that looked again says “fixed”; it is not offered here. */
export function Decision({ finding }: { finding: Web['Finding'] }) {
  const client = useQueryClient()
  const form = useForm({
    initial: { state: finding.state, comment: finding.comment },
    save: async (values) => {
      await dast.patch('/targets/{target_id}/findings/{id}/', { path: { target_id: finding.target.id, id: finding.id }, body: values })
      say('The decision was saved.')
      await client.invalidateQueries({ queryKey: ['web'] })
    },
  })
  const changed = form.values.state !== finding.state || form.values.comment !== finding.comment
  const offered = STATES.filter((one) => one.value !== 'fixed' || finding.state === 'fixed')
  return (
    <form className="stack tight" onSubmit={form.submit}>
      <FormProblem text={form.problem} />
      <Select label="Decision" data={offered} value={form.values.state} allowDeselect={false} onChange={(value) => value !== null && form.set('state', value)} />
      {(changed || finding.comment !== '') && <Textarea label="Remark" autosize minRows={2} {...text(form.field('comment'))} />}
      {changed && (
        <span>
          <Button type="submit" size="xs" loading={form.busy}>
            Save decision
          </Button>
        </span>
      )}
    </form>
  )
}

const NET_STATES = [
  { value: 'open', label: 'Open' },
  { value: 'false_positive', label: 'False positive' },
  { value: 'accepted', label: 'Risk accepted' },
]

/** What one decides about a network finding; it stays with it across scans. */
export function NetDecision({ finding }: { finding: NetFinding }) {
  const client = useQueryClient()
  const before = { state: finding.decision?.state ?? 'open', comment: finding.decision?.comment ?? '' }
  const form = useForm<{ state: string; comment: string }>({
    initial: before,
    save: async ({ state, comment }) => {
      const vulnerability = { state, comment: comment.trim() === '' ? null : comment.trim() }
      await v2.put('/v2/vulnerabilities/{id}', { path: { id: finding.id }, body: { vulnerability } })
      say('The decision was saved.')
      await client.invalidateQueries({ queryKey: ['net'] })
    },
  })
  const changed = form.values.state !== before.state || form.values.comment !== before.comment
  return (
    <form className="stack tight" onSubmit={form.submit}>
      <FormProblem text={form.problem} />
      <Select label="Decision" data={NET_STATES} value={form.values.state} allowDeselect={false} onChange={(value) => value !== null && form.set('state', value)} />
      {(changed || before.comment !== '') && <Textarea label="Remark" autosize minRows={2} {...text(form.field('comment'))} />}
      {changed && (
        <span>
          <Button type="submit" size="xs" loading={form.busy}>
            Save decision
          </Button>
        </span>
      )}
    </form>
  )
}
