import { useState } from 'react'
import { Button, FileInput, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { FormProblem } from '~/ui/FormProblem'
import { say } from '~/ui/feedback'
import { required, text, useForm } from '~/ui/form'
import { ownZone } from '../schedules/time'
import { ZoneSelect } from '../schedules/ZoneSelect'
import { importCalendar } from './queries'

/** Calendars of freezes are small; what is larger is another file. In bytes. */
const LARGEST = 1024 * 1024

/** Takes the events of a calendar file as freezes. */
export function ImportForm({ done }: { done: () => void }) {
  const client = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const form = useForm({
    initial: { name: '', calendar: '', timezone: ownZone() },
    rules: { name: required('A name'), calendar: (value) => (value === '' ? 'A file is needed' : undefined) },
    save: async ({ name, calendar, timezone }) => {
      const imported = await importCalendar(name.trim(), calendar, timezone)
      await client.invalidateQueries()
      say(imported === 1 ? 'One freeze was imported.' : `${imported} freezes were imported.`)
      done()
    },
  })
  async function take(chosen: File | null): Promise<void> {
    setFile(chosen)
    if (chosen === null) return form.set('calendar', '')
    if (form.values.name === '') form.set('name', chosen.name.replace(/\.ics$/i, ''))
    form.set('calendar', chosen.size > LARGEST ? '' : await chosen.text())
  }
  const large = file !== null && file.size > LARGEST
  return (
    <form className="stack" onSubmit={form.submit} noValidate>
      <FormProblem text={form.problem} />
      <p className="quiet prose">Each event of an iCalendar file (.ics) becomes a time in which nothing runs, for everything of the organization.</p>
      <FileInput
        label="Calendar file"
        placeholder="Choose an .ics file"
        accept=".ics,text/calendar"
        withAsterisk
        clearable
        value={file}
        name="calendar"
        onChange={(chosen) => void take(chosen)}
        error={large ? 'Larger than 1 MB: this is no calendar of freezes' : form.field('calendar').error}
      />
      <TextInput label="Name" withAsterisk description="Importing a calendar under the same name again replaces what it brought before." {...text(form.field('name'))} />
      <ZoneSelect label="Time zone of times without one" name="timezone" value={form.values.timezone} error={form.field('timezone').error} onChange={(timezone) => form.set('timezone', timezone)} />
      <div className="row">
        <Button type="submit" loading={form.busy}>
          Import
        </Button>
        <Button variant="default" onClick={done}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
