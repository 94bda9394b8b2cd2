/// One redirect that was followed.
package struct HTTPRedirect: Hashable, Sendable {
    /// 301, 302, 303, 307 or 308.
    package let status: Int
    /// Absolute.
    package let to: String

    package init(status: Int, to: String) {
        self.status = status
        self.to = to
    }
}
