import { Alert } from '@mantine/core'

/** What a form was refused for that belongs to none of its fields. */
export function FormProblem({ text }: { text: string | undefined }) {
  return text === undefined ? null : (
    <Alert color="red" variant="light" role="alert">
      {text}
    </Alert>
  )
}
