/**
 * A moment: what is sent, as it is sent, and the browser's own picker in the person's time zone, which writes it. (The picker of
 * antd cannot be operated by everybody: its columns take no keyboard focus, and its quiet days have 1.8:1.)
 */
import { Input, Space } from 'antd';
import { useText } from '../texts/use-text';
import { localText, type MomentUnit, readLocalText, readMoment, writeMoment } from './moment';
import { Plain, type TextControlProps } from './text-control';

export function MomentControl(props: TextControlProps & { readonly unit: MomentUnit }) {
  const t = useText();
  const { field, text, unit, onChange } = props;
  const moment = text === undefined ? undefined : readMoment(unit, text);

  function pick(local: string) {
    const picked = readLocalText(local);
    onChange(picked === undefined ? undefined : writeMoment(unit, picked));
  }

  return (
    <>
      <Space.Compact block>
        <Plain {...props} />
        <Input
          className="field__picker"
          type="datetime-local"
          step={1}
          aria-label={t('field.pick', { name: field.name })}
          value={moment === undefined ? '' : localText(moment)}
          onChange={event => pick(event.target.value)}
        />
      </Space.Compact>
      {moment !== undefined && <p className="field__moment quiet">{new Date(moment).toUTCString()}</p>}
    </>
  );
}
