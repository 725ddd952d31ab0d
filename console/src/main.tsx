/** Starts the console in the page that the server delivers. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { askServerTime } from './client/clock';
import { loadEveryProduct, loadIndex } from './description/catalogue';
import './layout/colours.css';
import './layout/layout.css';
import { followAddress } from './router/route';

const root = document.getElementById('root');
if (!root) throw new Error('the page has no place for the application');

followAddress();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
void start();

async function start(): Promise<void> {
  await loadIndex();
  void askServerTime();
  // After what the person sees: it makes parameters and error codes searchable.
  const whenIdle = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 500));
  whenIdle(() => void loadEveryProduct());
}
