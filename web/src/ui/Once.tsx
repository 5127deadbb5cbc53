import { Alert, Button, CopyButton } from '@mantine/core'

/** A secret that is shown once. */
export function Once({ secret, title = 'Keep it now: it is not shown again' }: { secret: string; title?: string }) {
  return (
    <Alert color="teal" title={title} role="status">
      <div className="stack tight">
        <code className="mono break">{secret}</code>
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <span>
              <Button size="compact-sm" variant="default" onClick={copy}>
                {copied ? 'Copied' : 'Copy'}
              </Button>
            </span>
          )}
        </CopyButton>
      </div>
    </Alert>
  )
}
