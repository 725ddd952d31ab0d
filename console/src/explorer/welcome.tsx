/** What the Explorer shows before an operation is chosen: what this is, and where to begin. */
import { catalogue } from '../description/catalogue';
import { PageTitle } from '../layout/page-title';
import { operationPath } from '../links/operation-link';
import { useStore } from '../session/store';
import { type TextKey, useText } from '../texts/use-text';

type Walk = readonly (readonly [product: string, action: string, why: TextKey])[];

/** From a root to a private key in one's hands. Steps that the server does not offer are left out. */
const CERTIFICATES: Walk = [
  ['sts', 'GetCallerIdentity', 'welcome.identity'],
  ['cas', 'CreateRootCACertificate', 'welcome.root'],
  ['cas', 'CreateSubCACertificate', 'welcome.sub'],
  ['cas', 'CreateClientCertificate', 'welcome.client'],
  ['cas', 'DescribeCertificatePrivateKey', 'welcome.key'],
];

/** From a key to an application that may use it without an AccessKey. */
const KEYS: Walk = [
  ['kms', 'CreateKey', 'welcome.kms-key'],
  ['kms', 'Encrypt', 'welcome.encrypt'],
  ['kms', 'CreateSecret', 'welcome.secret'],
  ['kms', 'CreatePolicy', 'welcome.policy'],
  ['kms', 'CreateApplicationAccessPoint', 'welcome.access-point'],
  ['kms', 'CreateClientKey', 'welcome.make-client-key'],
  ['kms', 'GetClientKey', 'welcome.client-key'],
  ['kms-instance', 'GenerateRandom', 'welcome.sign-with-it'],
];

export function Welcome() {
  const t = useText();
  return (
    <section className="welcome">
      <PageTitle>{t('welcome.title')}</PageTitle>
      <p>{t('welcome.about')}</p>
      <Steps title={t('welcome.walk')} walk={CERTIFICATES} />
      <Steps title={t('welcome.kms-walk')} walk={KEYS} />
      <h2>{t('welcome.keys')}</h2>
      <p>{t('welcome.keys-about')}</p>
    </section>
  );
}

function Steps({ title, walk }: { readonly title: string; readonly walk: Walk }) {
  const t = useText();
  const { products = [] } = useStore(catalogue);
  const offered = walk.filter(([code, action]) =>
    products.some(product => product.code === code && product.operations.some(one => one.action === action)),
  );
  if (offered.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      <ol className="welcome__walk">
        {offered.map(([code, action, why]) => (
          <li key={action}>
            <a href={`#${operationPath(code, action)}`}>{action}</a>
            <span className="quiet"> {t(why)}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
