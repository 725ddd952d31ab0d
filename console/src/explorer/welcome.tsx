/** What the Explorer shows before an operation is chosen: what this is, and where to begin. */
import { catalogue } from '../description/catalogue';
import { PageTitle } from '../layout/page-title';
import { operationPath } from '../links/operation-link';
import { useStore } from '../session/store';
import { type TextKey, useText } from '../texts/use-text';

/** A first walk: from a root to a private key in one's hands. Steps that the server does not offer are left out. */
const WALK: readonly (readonly [product: string, action: string, why: TextKey])[] = [
  ['sts', 'GetCallerIdentity', 'welcome.identity'],
  ['cas', 'CreateRootCACertificate', 'welcome.root'],
  ['cas', 'CreateSubCACertificate', 'welcome.sub'],
  ['cas', 'CreateClientCertificate', 'welcome.client'],
  ['cas', 'DescribeCertificatePrivateKey', 'welcome.key'],
];

export function Welcome() {
  const t = useText();
  const { products = [] } = useStore(catalogue);
  const offered = WALK.filter(([code, action]) =>
    products.some(product => product.code === code && product.operations.some(one => one.action === action)),
  );
  return (
    <section className="welcome">
      <PageTitle>{t('welcome.title')}</PageTitle>
      <p>{t('welcome.about')}</p>
      {offered.length > 0 && (
        <>
          <h2>{t('welcome.walk')}</h2>
          <ol className="welcome__walk">
            {offered.map(([code, action, why]) => (
              <li key={action}>
                <a href={`#${operationPath(code, action)}`}>{action}</a>
                <span className="quiet"> {t(why)}</span>
              </li>
            ))}
          </ol>
        </>
      )}
      <h2>{t('welcome.keys')}</h2>
      <p>{t('welcome.keys-about')}</p>
    </section>
  );
}
