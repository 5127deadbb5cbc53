import { useState } from 'react'
import { Button, Modal, Textarea, TextInput } from '@mantine/core'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { v2 } from '~/api/client'
import type { Net } from '~/api/types'
import { useMay } from '~/app/permissions'
import type { Column } from '~/ui/DataTable'
import { say } from '~/ui/feedback'
import { SearchFilter } from '~/ui/filters'
import { required, text, useForm } from '~/ui/form'
import { count } from '~/ui/format'
import { Icon } from '~/ui/icons'
import { List } from '~/ui/List'
import { useListState } from '~/ui/listState'
import { Page } from '~/ui/Page'
import { EmptyState, ErrorState } from '~/ui/States'
import { wrongPorts } from './ports'
import { netPortLists } from './queries'

type Row = Net['PortList']

const DEFAULTS = { sort: 'name', filters: ['name', 'ports'] } as const

const COLUMNS: Column<Row>[] = [
  {
    id: 'name',
    header: 'Name',
    sort: 'name',
    cell: (row) => (
      <div className="clip">
        <span className="title">{row.name}</span>
        <div className="sub clip">{row.built_in ? 'Built in' : row.comment}</div>
      </div>
    ),
  },
  { id: 'tcp', header: 'TCP', numeric: true, cell: (row) => count(row.tcp_count) },
  { id: 'udp', header: 'UDP', numeric: true, cell: (row) => count(row.udp_count) },
  { id: 'ports', header: 'Ports', priority: 2, cell: (row) => <div className="clip mono quiet">{row.ports}</div> },
]

export function PortLists() {
  const control = useListState(DEFAULTS)
  const query = useQuery({ ...netPortLists(control.state), placeholderData: keepPreviousData })
  const [making, setMaking] = useState(false)
  const [shown, setShown] = useState<Row>()
  const add = useMay()('port_list.write') && (
    <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setMaking(true)}>
      New port list
    </Button>
  )
  return (
    <Page title="Port lists" subtitle="Which ports a scan looks at, where the profile's own choice does not fit." actions={add}>
      <List
        label="port lists"
        query={query}
        control={control}
        columns={COLUMNS}
        rowId={(row) => row.id}
        onOpen={setShown}
        filters={
          <>
            <SearchFilter control={control} name="name" label="Name" />
            <SearchFilter control={control} name="ports" label="Port" />
          </>
        }
        empty={
          <EmptyState icon="ports" title="No port lists" action={add}>
            Profiles bring their own ports. A list of your own narrows or widens them for a scan.
          </EmptyState>
        }
      />
      <Modal opened={making} onClose={() => setMaking(false)} title="New port list">
        <Make done={() => setMaking(false)} />
      </Modal>
      <Modal opened={shown !== undefined} onClose={() => setShown(undefined)} title={shown?.name} size="lg">
        <p className="mono break">{shown?.ports.replaceAll(',', ', ')}</p>
      </Modal>
    </Page>
  )
}

function Make({ done }: { done: () => void }) {
  const client = useQueryClient()
  const form = useForm({
    initial: { name: '', ports: '', comment: '' },
    rules: { name: required('A name'), ports: wrongPorts },
    save: async (values) => {
      await v2.post('/v2/port_lists', { body: { port_list: values } })
      await client.invalidateQueries({ queryKey: ['net', 'port_lists'] })
      say(`“${values.name}” was added.`)
      done()
    },
  })
  return (
    <form className="stack" onSubmit={form.submit} noValidate>
      {form.problem !== undefined && <ErrorState error={new Error(form.problem)} />}
      <TextInput label="Name" withAsterisk data-autofocus {...text(form.field('name'))} />
      <Textarea label="Ports" withAsterisk description="For example T:22,80,8000-8100,U:53,161. TCP where nothing is said." autosize minRows={2} spellCheck={false} {...text(form.field('ports'))} />
      <TextInput label="Comment" {...text(form.field('comment'))} />
      <div className="row">
        <Button type="submit" loading={form.busy}>
          Add
        </Button>
      </div>
    </form>
  )
}
