import { Card } from '../ui/card.tsx';

const STEP = 'pl-1';

/** How to check a certificate without trusting this page or its server. */
export function OfflineHelp() {
  return (
    <Card title="怎样脱离本系统核验">
      <ol className="list-decimal space-y-1.5 pl-5 text-sm">
        <li className={STEP}>
          请持证人在“我的”中打开证明，下载<strong>签名文件</strong>（JSON）或 PDF，交给您。
        </li>
        <li className={STEP}>
          向签发单位保密办索取<strong>公钥文件</strong>
          （*.pub.pem），以及<strong>撤销清单</strong>（JSON）。请当面或通过单位内部渠道取得，不要只从持证人处取得。
        </li>
        <li className={STEP}>
          在装有本软件的任意一台计算机上运行下面的命令，不需要联网，也不需要数据库：
          <code className="mt-1 block overflow-x-auto rounded-sm bg-ground px-2 py-1 font-mono text-xs">
            npm run verify -- 证明文件 --key 公钥.pub.pem --revoked 撤销清单.json
          </code>
        </li>
        <li className={STEP}>
          结果为“有效”“已被改动”“未知密钥”“已过有效期”“已撤销”或“已换发”。签名采用 Ed25519 或 SM2（SM3 摘要，用户标识
          1234567812345678），签名对象是文件中 payload 的 UTF-8 原文，也可以用其他密码工具核验。
        </li>
      </ol>
    </Card>
  );
}
