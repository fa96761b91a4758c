/** What many who live from trade want to hear of at once. */
export const suggestedFollows: readonly string[] = [
  'tạm dừng thông quan',
  'ùn ứ cửa khẩu',
  'áp thuế chống bán phá giá',
  'khởi xướng điều tra',
  'thuế đối ứng',
  'cấm nhập khẩu',
  'thu hồi mã số vùng trồng',
  'điều chỉnh giá xăng dầu',
];
