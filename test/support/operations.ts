// A table of all operations in which those that a test is not about refuse.
import { AppError } from '#app/errors.ts'
import type { Operations } from '#runtime/http.ts'

const notPlayed = async (): Promise<never> => {
  throw new AppError('unavailable', 'This test does not play this operation.')
}

export const operationsWith = (played: Partial<Operations>): Operations => ({
  listCampaigns: notPlayed,
  createCampaign: notPlayed,
  startFromCsv: notPlayed,
  getCampaign: notPlayed,
  startCampaign: notPlayed,
  pauseCampaign: notPlayed,
  resumeCampaign: notPlayed,
  stopCampaign: notPlayed,
  campaignStats: notPlayed,
  listContacts: notPlayed,
  addContacts: notPlayed,
  listCalls: notPlayed,
  getCall: notPlayed,
  getTranscript: notPlayed,
  listenToCall: notPlayed,
  endCall: notPlayed,
  createUpload: notPlayed,
  previewList: notPlayed,
  getImport: notPlayed,
  createTicket: notPlayed,
  editCampaign: notPlayed,
  deleteCampaign: notPlayed,
  reopenCampaign: notPlayed,
  emergencyStop: notPlayed,
  campaignWhy: notPlayed,
  campaignActivity: notPlayed,
  contactWhy: notPlayed,
  listTemplates: notPlayed,
  createTemplate: notPlayed,
  getTemplate: notPlayed,
  editTemplate: notPlayed,
  deleteTemplate: notPlayed,
  listSuppressions: notPlayed,
  suppressNumber: notPlayed,
  checkSuppression: notPlayed,
  unsuppressNumber: notPlayed,
  accountActivity: notPlayed,
  connectSheet: notPlayed,
  getSheet: notPlayed,
  disconnectSheet: notPlayed,
  previewSheet: notPlayed,
  health: notPlayed,
  ...played,
})
