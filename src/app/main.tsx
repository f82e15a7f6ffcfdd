/** Entry of the page. */
import { startTransition, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ExplorerProvider } from '../state/binding.tsx';
import { createExplorer } from '../state/createExplorer.ts';
import '../views/ui/styles/tokens.css';
import '../views/ui/styles/base.css';
import { App } from './App.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { installTrustedTypes, type TrustedTypesHost } from './trustedTypes.ts';

installTrustedTypes(window as TrustedTypesHost, document.baseURI);

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element with the id "root".');

const explorer = createExplorer();
window.addEventListener('pagehide', (event) => {
  if (!event.persisted) explorer.dispose();
});

// The first drawing of the page gives way to what arrives meanwhile: the catalog, and the worker's answers.
startTransition(() =>
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary>
        <ExplorerProvider value={explorer}>
          <App />
        </ExplorerProvider>
      </ErrorBoundary>
    </StrictMode>,
  ),
);
