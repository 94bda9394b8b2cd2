/// The kinds of alert; the raw value is the middle of the CloudEvents type.
package enum AlertKind: String, Hashable, Codable, Sendable, CaseIterable {
    case ratingChanged = "rating-changed"
    case inspectionPublished = "inspection-published"
    case reportPublished = "report-published"
    case reportAmended = "report-amended"
    case ratingCorrected = "rating-corrected"
    case reportWithdrawn = "report-withdrawn"
    case reportRestored = "report-restored"
    case sourcesDisagree = "sources-disagree"
    case portfolio
    case providerUnchecked = "provider-unchecked"
    case providerEnded = "provider-ended"
    case operatorFeedFailing = "operator-feed-failing"
    case operatorFeedRecovered = "operator-feed-recovered"
    case operatorFeedQuiet = "operator-feed-quiet"
    case operatorFeedShrank = "operator-feed-shrank"
    case operatorFeedMoved = "operator-feed-moved"
    case operatorFeedEnded = "operator-feed-ended"
    case operatorExtractionDoubtful = "operator-extraction-doubtful"
    case operatorFrameworkUnknown = "operator-framework-unknown"
    case operatorRatingsLost = "operator-ratings-lost"
    case operatorChangesHeld = "operator-changes-held"
    case operatorBaselineDone = "operator-baseline-done"
    case operatorDeliveryExhausted = "operator-delivery-exhausted"
    case operatorReceiverDisabled = "operator-receiver-disabled"
    case operatorHeartbeat = "operator-heartbeat"

    /// `org.ratingwatch.rating-changed.v1`.
    package var type: String { "org.ratingwatch.\(rawValue).v1" }

    /// True for what is said of a provider beside its reports: it goes to those alone whose route names providers, or asks for the kind.
    package var isNotice: Bool { self == .providerUnchecked || self == .providerEnded }

    /// Operator alerts go to the operators' receivers alone, never to readers.
    package var isForOperators: Bool { rawValue.hasPrefix("operator-") }
}
