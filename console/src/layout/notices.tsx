/** What the person has to know before anything else works: cryptography that the browser withholds, a clock that is off. */
import { Alert, Button } from 'antd';
import { clock, NOTICEABLE_MS } from '../client/clock';
import { useStore } from '../session/store';
import { canSign } from '../signing/digest';
import { useText } from '../texts/use-text';

export function Notices() {
  const t = useText();
  return (
    <div className="notices" role="status">
      {!canSign() && <Alert type="error" showIcon title={t('client.no-crypto')} />}
      <ClockNotice />
    </div>
  );
}

function ClockNotice() {
  const t = useText();
  const { offsetMs = 0, corrected } = useStore(clock);
  if (Math.abs(offsetMs) < NOTICEABLE_MS) return null;
  const values = { minutes: Math.round(Math.abs(offsetMs) / 6000) / 10 };
  const title = offsetMs > 0 ? t('clock.behind', values) : t('clock.ahead', values);
  const toggle = () => clock.set({ ...clock.get(), corrected: !corrected });
  return (
    <Alert
      type={corrected ? 'info' : 'warning'}
      showIcon
      title={title}
      description={corrected ? t('clock.corrected') : t('clock.about')}
      action={
        <Button size="small" onClick={toggle}>
          {corrected ? t('clock.use-own') : t('clock.use-server')}
        </Button>
      }
    />
  );
}
