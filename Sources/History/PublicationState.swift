/// What has become of a publication.
package enum PublicationState: String, Sendable, CaseIterable {
    /// Its document has been read.
    case read
    /// Its document could not be fetched or read yet, and is tried again.
    case pending
    /// Its document is on a host that may not be followed; final.
    case notFollowed = "not-followed"
    /// Witnesses in its document disagree.
    case doubtful
    /// Its document is no report; final.
    case notAReport = "not-a-report"
}
