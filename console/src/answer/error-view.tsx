/** An error explained: what the server says, what the declaration says, and what to do. */
import { Alert } from 'antd';
import type { ErrorAnswer, Exchange } from '../client/exchange';
import type { ApiError, Operation } from '../description/model';
import { Words } from '../explorer/prose';
import { type TextKey, useText } from '../texts/use-text';
import { DenialView } from './denial-view';
import { declarationOf, furtherMeaning, parameterOf } from './error-meaning';
import { ErrorText } from './error-text';
import { SignatureComparison } from './signature-comparison';

interface ErrorViewProps {
  readonly operation: Operation;
  readonly exchange: Exchange;
  readonly error: ErrorAnswer;
}

const ORIGIN: Readonly<Record<ApiError['from'], TextKey>> = {
  operation: 'error.from-operation',
  product: 'error.from-product',
  gateway: 'error.from-gateway',
};

export function ErrorView({ operation, exchange, error }: ErrorViewProps) {
  const t = useText();
  const declared = declarationOf(operation, error.code);
  const further = declared && furtherMeaning(declared, error.message);
  const parameter = parameterOf(operation, error.code, error.message);
  const waitMs = exchange.headers.find(([name]) => name === 'x-acs-retry-after')?.[1];
  return (
    <div className="error">
      <Alert type="error" showIcon title={<ErrorText error={error} />} />
      <dl className="facts">
        <dt>{t('error.cause')}</dt>
        <dd>
          {declared?.cause && <Words text={`${declared.cause} `} />}
          {further && <Words text={`${further} `} />}
          {declared ? t(ORIGIN[declared.from]) : t('error.undeclared')}
        </dd>
        {parameter && (
          <>
            <dt>{t('error.parameter')}</dt>
            <dd>
              <code>{parameter}</code>
            </dd>
          </>
        )}
        {/* A denial says by itself what to change. */}
        {!error.accessDeniedDetail && (
          <>
            <dt>{t('error.advice')}</dt>
            <dd>
              {declared?.advice ? <Words text={declared.advice} /> : t('error.follow-message')}
              {waitMs !== undefined && ` ${t('error.wait', { seconds: (Number(waitMs) / 1000).toFixed(1) })}`}
            </dd>
          </>
        )}
      </dl>
      {error.accessDeniedDetail && (
        <DenialView operation={operation} detail={error.accessDeniedDetail} requestId={exchange.requestId} />
      )}
      {error.code === 'SignatureDoesNotMatch' && (
        <SignatureComparison message={error.message} own={exchange.request.stringToSign} />
      )}
      <p>
        <a href={errorPage(operation, error.code)}>{t('error.more')}</a>
      </p>
    </div>
  );
}

function errorPage({ productCode }: Operation, code: string): string {
  return `/reference/errors?${new URLSearchParams({ code, product: productCode }).toString()}`;
}
