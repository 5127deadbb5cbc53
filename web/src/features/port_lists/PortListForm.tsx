import { Button, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { v2 } from '~/api/client'
import type { Net } from '~/api/types'
import { FormProblem } from '~/ui/FormProblem'
import { Confirm, say } from '~/ui/feedback'
import { required, text, useForm } from '~/ui/form'
import { wrongPorts } from './ports'

/** Makes a port list, or changes or deletes an own one. */
export function PortListForm({ list, done }: { list?: Net['PortList']; done: () => void }) {
  const client = useQueryClient()
  const path = { id: list?.id ?? '' }
  async function finish(said: string): Promise<void> {
    await client.invalidateQueries({ queryKey: ['net', 'port_lists'] })
    say(said)
    done()
  }
  const form = useForm({
    initial: { name: list?.name ?? '', ports: list?.ports.replaceAll(',', ', ') ?? '', comment: list?.comment ?? '' },
    rules: { name: required('A name'), ports: wrongPorts },
    save: async (values) => {
      const port_list = { ...values, name: values.name.trim(), ports: values.ports.split(/[,\s]+/).filter(Boolean).join(',') }
      if (list === undefined) await v2.post('/v2/port_lists', { body: { port_list } })
      else await v2.put('/v2/port_lists/{id}', { path, body: { port_list } })
      await finish(list === undefined ? `“${port_list.name}” was added.` : `“${port_list.name}” was saved.`)
    },
  })
  return (
    <form className="stack" onSubmit={form.submit} noValidate>
      <FormProblem text={form.problem} />
      <TextInput label="Name" withAsterisk data-autofocus {...text(form.field('name'))} />
      <Textarea label="Ports" withAsterisk description="For example T:22,80,8000-8100,U:53,161. TCP where nothing is said." autosize minRows={3} maxRows={14} spellCheck={false} {...text(form.field('ports'))} />
      <TextInput label="Comment" {...text(form.field('comment'))} />
      <div className="row">
        <Button type="submit" loading={form.busy}>
          {list === undefined ? 'Add' : 'Save'}
        </Button>
        {list !== undefined && (
          <Confirm label="Delete" question={`Delete “${list.name}”?`} act={() => v2.delete('/v2/port_lists/{id}', { path }).then(() => finish(`“${list.name}” was deleted.`))}>
            A list that scans use cannot be deleted.
          </Confirm>
        )}
      </div>
    </form>
  )
}
