import { useEffect, useState } from 'react'
import { MultiSelect, TextInput } from '@mantine/core'
import { Icon } from './icons'
import type { ListControl } from './listState'

/** A text to look for; asked for once typing pauses. */
export function SearchFilter({ control, name, label }: { control: ListControl; name: string; label: string }) {
  const said = control.state.filters[name]?.[0] ?? ''
  const [text, setText] = useState(said)
  useEffect(() => setText(said), [said])
  useEffect(() => {
    if (text === said) return undefined
    const timer = setTimeout(() => control.setFilter(name, text.trim() === '' ? [] : [text.trim().replaceAll(',', ' ')]), 300)
    return () => clearTimeout(timer)
  })
  return (
    <TextInput
      className="fill"
      label={label}
      type="search"
      value={text}
      leftSection={<Icon name="search" size={16} />}
      onChange={(event) => setText(event.currentTarget.value)}
    />
  )
}

/** A choice of several values. */
export function ChoiceFilter(props: { control: ListControl; name: string; label: string; data: { value: string; label: string }[]; placeholder?: string }) {
  const value = props.control.state.filters[props.name] ?? []
  return (
    <MultiSelect
      className="fill"
      label={props.label}
      data={props.data}
      value={value}
      placeholder={value.length === 0 ? (props.placeholder ?? 'Any') : ''}
      onChange={(values) => props.control.setFilter(props.name, values)}
      clearable
      clearButtonProps={{ 'aria-label': `Clear ${props.label.toLowerCase()}` }}
    />
  )
}

/** A wildcard filter of `/v2` from what was typed. */
export function like(values: string[] | undefined): string | undefined {
  const text = values?.[0]
  return text === undefined || text === '' ? undefined : text.includes('*') ? text : `*${text}*`
}
