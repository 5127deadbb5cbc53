import '@mantine/core/styles.css'
import '@mantine/core/styles/default-css-variables.css'
import './ui/base.css'
import './app/shell.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { queries } from './app/queries'
import { router } from './app/router'
import { theme } from './app/theme'
import { Messages } from './ui/feedback'

const root = document.getElementById('root')
if (root === null) throw new Error('the page has no place for the interface')

// No style elements: variables and classes come from style sheets, as the content security policy asks.
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
        <Messages />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
