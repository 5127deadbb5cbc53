import { Alert } from '@mantine/core'

/** What a form was refused for that belongs to none of its fields. */
export function FormProblem({ text }: { text: string | undefined }) {
  return text === undefined ? null : (
    <Alert color="red" role="alert">
      {text}
    </Alert>
  )
}
