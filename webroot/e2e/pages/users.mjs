export default {
  name: 'users',
  path: '/admin/users',
  title: 'Users',
  needs: '/api/v1/admin/users',
  async ready({ page, visitor }) {
    await page.getByTestId('row').filter({ hasText: visitor.email, visible: true }).first().waitFor()
  },
}
