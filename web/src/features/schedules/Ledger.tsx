import { Select, TextInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Side } from '~/api/scheduling'
import { ChoiceFilter } from '~/ui/filters'
import { List } from '~/ui/List'
import { useListState, type ListControl } from '~/ui/listState'
import { Page } from '~/ui/Page'
import { EmptyState } from '~/ui/States'
import { webTargets } from '../targets/queries'
import { ledgerColumns } from './LedgerTable'
import { OUTCOMES } from './OutcomeBadge'
import { ledger, LEDGER_PACE, netSchedules } from './queries'

const DEFAULTS = { sort: '-due', size: 50, filters: ['outcome', 'schedule', 'target', 'from', 'to'] } as const
const ALL = { page: 1, size: 100, sort: 'name', filters: {} }

export function NetLedger() {
  return <Ledger side="net" />
}

export function WebLedger() {
  return <Ledger side="web" />
}

/** Every due time of every schedule, with the one thing that became of it. */
function Ledger({ side }: { side: Side }) {
  const control = useListState(DEFAULTS)
  // Nobody tells of due times that start nothing.
  const query = useQuery({ ...ledger(side, control.state), placeholderData: keepPreviousData, refetchInterval: LEDGER_PACE })
  return (
    <Page title="Due times" subtitle="What became of each time that a schedule was due, and why. Nothing is left out silently.">
      <List
        label="due times"
        query={query}
        control={control}
        columns={ledgerColumns(side, true)}
        rowId={(row) => row.id}
        filters={
          <>
            <ChoiceFilter control={control} name="outcome" label="Outcome" data={OUTCOMES.map(({ value, label }) => ({ value, label }))} />
            {side === 'net' ? <ScheduleFilter control={control} /> : <TargetFilter control={control} />}
            <DayFilter control={control} name="from" label="From" />
            <DayFilter control={control} name="to" label="Until" />
          </>
        }
        empty={
          <EmptyState icon="ledger" title="No time has come yet" action={<Link to={side === 'net' ? '/net/calendar' : '/web/calendar'}>See what is planned</Link>}>
            As soon as a schedule is due, what became of it is written here: started, deferred by a blackout period, folded into a later one, or skipped.
          </EmptyState>
        }
      />
    </Page>
  )
}

function OneFilter({ control, name, label, data }: { control: ListControl; name: string; label: string; data: { value: string; label: string }[] }) {
  const value = control.state.filters[name]?.[0] ?? null
  const known = value === null || data.some((one) => one.value === value) ? data : [{ value, label: 'The chosen one' }, ...data]
  return (
    <Select
      className="fill"
      label={label}
      placeholder="Any"
      searchable
      clearable
      clearButtonProps={{ 'aria-label': `Clear ${label.toLowerCase()}` }}
      data={known}
      value={value}
      onChange={(chosen) => control.setFilter(name, chosen === null ? [] : [chosen])}
    />
  )
}

function ScheduleFilter({ control }: { control: ListControl }) {
  const { data } = useQuery(netSchedules(ALL))
  return <OneFilter control={control} name="schedule" label="Schedule" data={(data?.rows ?? []).map((one) => ({ value: one.id, label: one.name }))} />
}

function TargetFilter({ control }: { control: ListControl }) {
  const { data } = useQuery(webTargets(ALL))
  return <OneFilter control={control} name="target" label="Target" data={(data?.rows ?? []).map((one) => ({ value: one.id, label: one.name }))} />
}

function DayFilter({ control, name, label }: { control: ListControl; name: string; label: string }) {
  const value = control.state.filters[name]?.[0] ?? ''
  return <TextInput className="fill" type="date" label={label} value={value} onChange={(event) => control.setFilter(name, event.currentTarget.value === '' ? [] : [event.currentTarget.value])} />
}
