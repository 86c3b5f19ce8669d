export const exportPath = (workspace: string): string => `/v1/admin/workspaces/${workspace}/export`
