import { useEffect, useRef, useState, type FormEvent } from 'react'
import { sessionIsOver } from '~/api/client'
import { ApiError } from '~/api/errors'
import { keepDraft, takeDraft } from './drafts'

type Rules<T> = { [K in keyof T]?: (value: T[K], all: T) => string | undefined }

export interface Form<T> {
  values: T
  /** Props for an input: value, change, and what is wrong with it once it was touched. */
  field: <K extends keyof T & string>(name: K) => FieldProps<T[K]>
  set: <K extends keyof T>(name: K, value: T[K]) => void
  submit: (event?: FormEvent) => void
  busy: boolean
  /** What is wrong beyond single fields. */
  problem: string | undefined
}

export interface FieldProps<V> {
  value: V
  onChange: (value: V) => void
  onBlur: () => void
  error: string | undefined
  name: string
}

/**
 * A form that says what is wrong as one types (in fields that were left or submitted once), and shows the server's
 * objections at their fields. `aliases` tells which field an objection of another name belongs to.
 */
export function useForm<T extends object>(options: {
  initial: T
  rules?: Rules<T>
  aliases?: Record<string, keyof T & string>
  save: (values: T) => Promise<void>
}): Form<T> {
  const [values, setValues] = useDraft(options.initial)
  const [touched, setTouched] = useState<Partial<Record<keyof T, boolean>>>({})
  const [refused, setRefused] = useState<Partial<Record<string, string>>>({})
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)

  const wrong = (name: keyof T): string | undefined => options.rules?.[name]?.(values[name], values)
  const names = Object.keys(options.initial) as (keyof T & string)[]

  const set: Form<T>['set'] = (name, value) => {
    setValues((previous) => ({ ...previous, [name]: value }))
    setRefused((previous) => ({ ...previous, [name as string]: undefined }))
  }

  async function run(): Promise<void> {
    setTouched(Object.fromEntries(names.map((name) => [name, true])) as Partial<Record<keyof T, boolean>>)
    const bad = names.find((name) => wrong(name) !== undefined)
    if (bad !== undefined) return focus(bad)
    setBusy(true)
    setProblem(undefined)
    try {
      await options.save(values)
    } catch (error) {
      const fields = error instanceof ApiError ? error.fields : {}
      const placed: Record<string, string> = {}
      for (const [key, text] of Object.entries(fields)) {
        const name = options.aliases?.[key] ?? key.replace(/^.*\./, '')
        if (names.includes(name as never)) placed[name] = text
      }
      setRefused(placed)
      const all = Object.keys(fields).length > 0 && Object.keys(placed).length === Object.keys(fields).length
      setProblem(all ? undefined : error instanceof Error ? error.message : 'This could not be saved.')
      const first = names.find((name) => placed[name] !== undefined)
      if (first !== undefined) focus(first)
    } finally {
      setBusy(false)
    }
  }

  return {
    values,
    set,
    busy,
    problem,
    submit: (event) => {
      event?.preventDefault()
      if (!busy) void run()
    },
    field: (name) => ({
      value: values[name],
      name,
      onChange: (value) => set(name, value),
      onBlur: () => setTouched((previous) => ({ ...previous, [name]: true })),
      error: refused[name] ?? (touched[name] === true ? wrong(name) : undefined),
    }),
  }
}

/** The values of a form; when the server ends the session, they are kept until the page is open again. */
function useDraft<T extends object>(initial: T) {
  const [key] = useState(() => `${location.pathname} ${Object.keys(initial).join()}`)
  const [values, setValues] = useState(() => takeDraft<T>(key) ?? initial)
  const latest = useRef(values)
  const changed = useRef(false)
  useEffect(() => {
    changed.current ||= latest.current !== values
    latest.current = values
  }, [values])
  useEffect(
    () => () => {
      if (changed.current && sessionIsOver()) keepDraft(key, latest.current)
    },
    [key],
  )
  return [values, setValues] as const
}

function focus(name: string): void {
  const found = document.getElementsByName(name)[0]
  found?.focus()
}

/** A rule: something has to be there. */
export function required(what: string): (value: string) => string | undefined {
  return (value) => (value.trim() === '' ? `${what} is needed` : undefined)
}

/** A text input's props from a field's. */
export function text(field: FieldProps<string>) {
  return { ...field, onChange: (event: { currentTarget: { value: string } }) => field.onChange(event.currentTarget.value) }
}
