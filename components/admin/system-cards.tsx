import { Card } from '../ui/card.tsx';
import { formatDateTime, formatSpan } from '../ui/format.ts';
import { KeyValues } from '../ui/key-values.tsx';
import { Status } from '../ui/status.tsx';

export type SystemView = {
  readonly version: string;
  readonly node: string;
  readonly uptimeSeconds: number;
  readonly memoryBytes: number;
  readonly roles: readonly string[];
  readonly publicUrl: string;
  readonly isSecure: boolean;
  readonly zone: string;
  readonly content: { readonly lessons: number; readonly items: number };
  readonly figures: {
    readonly databaseVersion: string;
    readonly databaseBytes: number;
    readonly connections: number;
    readonly databaseStartedAt: string;
    readonly activeAccounts: number;
    readonly disabledAccounts: number;
    readonly liveSessions: number;
    readonly now: string;
  };
};

const MEGABYTE = 1024 * 1024;
const ROLE_TEXT: Readonly<Record<string, string>> = { web: '网页', exam: '考试接口', jobs: '后台任务' };

function sizeText(bytes: number): string {
  const megabytes = bytes / MEGABYTE;
  return megabytes >= 1024 ? `${(megabytes / 1024).toFixed(1)} GB` : `${megabytes.toFixed(0)} MB`;
}

/** How the installation is doing, for the 系统管理员. */
export function SystemCards({ state }: { state: SystemView }) {
  const { figures } = state;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <Card title="本实例">
        <KeyValues
          items={[
            { label: '版本', value: state.version },
            { label: '运行环境', value: `Node ${state.node}` },
            { label: '已运行', value: formatSpan(state.uptimeSeconds) },
            { label: '内存占用', value: sizeText(state.memoryBytes) },
            { label: '承担的角色', value: state.roles.map((role) => ROLE_TEXT[role] ?? role).join('、') },
            { label: '访问地址', value: state.publicUrl },
            {
              label: '传输加密',
              value: state.isSecure ? (
                <Status tone="success">已启用 HTTPS</Status>
              ) : (
                <Status tone="warning">未启用 HTTPS，请在网关上启用</Status>
              ),
            },
            { label: '时区', value: state.zone },
          ]}
        />
      </Card>
      <Card title="数据库">
        <KeyValues
          items={[
            { label: '版本', value: `PostgreSQL ${figures.databaseVersion}` },
            { label: '数据量', value: sizeText(figures.databaseBytes) },
            { label: '连接数', value: figures.connections },
            { label: '启动于', value: formatDateTime(figures.databaseStartedAt) },
            { label: '数据库时间', value: formatDateTime(figures.now) },
          ]}
        />
      </Card>
      <Card title="内容与账号">
        <KeyValues
          items={[
            {
              label: '课程与试题',
              value: `${state.content.lessons} 课，${state.content.items} 道已发布试题`,
            },
            { label: '启用的账号', value: figures.activeAccounts },
            { label: '停用的账号', value: figures.disabledAccounts },
            { label: '当前会话', value: figures.liveSessions },
          ]}
        />
      </Card>
      <Card title="备份要点">
        <ul className="list-disc space-y-1 pl-5 text-sm">
          <li>数据库：用 pg_dump 每日导出，并把预写日志归档到另一台主机，才能恢复到任意时刻。</li>
          <li>签名密钥：数据目录下的 keys 文件夹单独离线保存；丢失后不能再签发，泄露后已有证明不再可信。</li>
          <li>两者分开存放；每季度在空机器上演练一次恢复，并核对证明仍能通过核验。</li>
        </ul>
      </Card>
    </div>
  );
}
