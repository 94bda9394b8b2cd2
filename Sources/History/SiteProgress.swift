/// How much of a site is read.
package struct SiteProgress: Sendable, Hashable {
    /// Providers with a report.
    package let pages: Int
    package let pagesLeft: Int
    /// Publications on the pages read so far.
    package let documents: Int
    package let documentsLeft: Int
}
