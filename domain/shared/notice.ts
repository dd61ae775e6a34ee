/** Stands on every page, export and print: the system is no place for state secrets. */
export const NON_CLASSIFIED_NOTICE = '本系统为非涉密系统，严禁存储、处理、传输国家秘密';
