/** Who signs the calls of an instance: beside the button that sends them. */
import { Button } from 'antd';
import { useStore } from '../session/store';
import { useText } from '../texts/use-text';
import { closeClientKey, openedKey } from './opened-key';

export function Signer() {
  const t = useText();
  const key = useStore(openedKey);
  if (!key) return <span className="quiet">{t('client-key.none')}</span>;
  return (
    <>
      <span className="quiet signer__key">{t('client-key.signs', { id: key.keyId })}</span>
      <Button size="small" onClick={closeClientKey}>
        {t('client-key.close')}
      </Button>
    </>
  );
}
