import { useState } from 'react'
import { Button, Modal } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Net } from '~/api/types'
import { useMay } from '~/app/permissions'
import type { Column } from '~/ui/DataTable'
import { SearchFilter } from '~/ui/filters'
import { count } from '~/ui/format'
import { Icon } from '~/ui/icons'
import { List } from '~/ui/List'
import { useListState } from '~/ui/listState'
import { Page } from '~/ui/Page'
import { EmptyState } from '~/ui/States'
import { PortListForm } from './PortListForm'
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
  { id: 'ports', header: 'Ports', priority: 2, cell: (row) => <div className="clip wide mono quiet">{row.ports.replaceAll(',', ', ')}</div> },
]

export function PortLists() {
  const control = useListState(DEFAULTS)
  const query = useQuery({ ...netPortLists(control.state), placeholderData: keepPreviousData })
  const [making, setMaking] = useState(false)
  const [shown, setShown] = useState<Row>()
  const writable = useMay()('port_list.write')
  const add = writable && (
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
      <Modal opened={making} onClose={() => setMaking(false)} title="New port list" size="lg">
        <PortListForm done={() => setMaking(false)} />
      </Modal>
      <Modal opened={shown !== undefined} onClose={() => setShown(undefined)} title={shown?.name} size="lg">
        {shown !== undefined && (shown.built_in || !writable ? <Shown list={shown} /> : <PortListForm key={shown.id} list={shown} done={() => setShown(undefined)} />)}
      </Modal>
    </Page>
  )
}

/** A list that cannot be changed. */
function Shown({ list }: { list: Row }) {
  return (
    <div className="stack">
      {list.built_in && <p className="quiet prose">Built in: scans that use it can be compared across installations. Make a list of your own to look at other ports.</p>}
      <p className="mono break prose">{list.ports.replaceAll(',', ', ')}</p>
    </div>
  )
}
