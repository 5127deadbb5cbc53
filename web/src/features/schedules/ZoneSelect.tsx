import { useMemo } from 'react'
import { Select } from '@mantine/core'
import { fitsZone, offset, zones } from './time'

/** A time zone, found by its city, its region or its distance from UTC. */
export function ZoneSelect(props: { label: string; name: string; value: string; error?: string | undefined; disabled?: boolean; onChange: (zone: string) => void }) {
  const { value } = props
  const data = useMemo(() => {
    const all = zones()
    return all.includes(value) ? all : [value, ...all]
  }, [value])
  return (
    <Select
      label={props.label}
      name={props.name}
      // Below, so that the field is as high as the one beside it.
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      description={valid(value) ? `${offset(value)} at the moment` : undefined}
      searchable
      limit={50}
      data={data}
      value={value}
      error={props.error}
      allowDeselect={false}
      disabled={props.disabled === true}
      nothingFoundMessage="No zone of that name"
      filter={({ options, search, limit }) => options.filter((one) => 'value' in one && fitsZone(one.value, search)).slice(0, limit)}
      onChange={(zone) => zone !== null && props.onChange(zone)}
    />
  )
}

function valid(zone: string): boolean {
  try {
    offset(zone)
    return true
  } catch {
    return false
  }
}
