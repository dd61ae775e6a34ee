/** The fictional institute of the demonstration: department → offices, with the number of people in the department. */
export const INSTITUTE = { code: 'JL', name: '江澜市发展研究院' } as const;

export type Department = {
  readonly code: string;
  readonly name: string;
  /** People in the department and its offices. */
  readonly size: number;
  readonly offices: readonly string[];
  /** Weight of classified posts: 1 = as everywhere. */
  readonly classified: number;
  /** Visited the training base of the city as a group. */
  readonly visits?: true;
};

export const DEPARTMENTS: readonly Department[] = [
  {
    code: 'BG',
    name: '办公室',
    size: 27,
    offices: ['文秘处', '机要档案处', '保密办公室', '行政后勤处'],
    classified: 2,
  },
  { code: 'RS', name: '人事教育部', size: 18, offices: ['干部人事处', '教育培训处'], classified: 1 },
  {
    code: 'HG',
    name: '宏观经济研究所',
    size: 40,
    offices: ['增长与预测研究室', '财政金融研究室', '区域经济研究室', '统计分析室'],
    classified: 0.9,
  },
  {
    code: 'CY',
    name: '产业发展研究所',
    size: 35,
    offices: ['先进制造研究室', '数字经济研究室', '现代服务业研究室'],
    classified: 0.8,
    visits: true,
  },
  {
    code: 'CX',
    name: '城乡规划研究所',
    size: 33,
    offices: ['国土空间研究室', '交通与基础设施研究室', '乡村发展研究室'],
    classified: 0.9,
  },
  {
    code: 'SH',
    name: '社会与公共政策研究所',
    size: 33,
    offices: ['人口与民生研究室', '公共服务研究室', '应急与安全研究室'],
    classified: 0.9,
  },
  { code: 'KY', name: '科研管理部', size: 22, offices: ['课题管理处', '成果转化处'], classified: 0.8 },
  {
    code: 'XX',
    name: '信息中心',
    size: 26,
    offices: ['网络与系统处', '数据资源处', '文献资料室'],
    classified: 1.2,
    visits: true,
  },
];

/** The heads of the institute belong to the institute itself. */
export const HEADS = 6;
export const HEAD_TITLES = ['党委书记', '院长', '副院长', '副院长', '纪委书记', '总工程师'] as const;

/** Code of the unit the demonstration's 部门保密员 looks after. */
export const OFFICER_UNIT = 'JL-HG';
