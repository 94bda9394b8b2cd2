/// The kinds of alert, with what is fixed of each; the raw value is the middle of the CloudEvents type, and the key of
/// its name in the words of the pages.
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

    /// True for what is said of a provider beside its reports: it goes to those alone whose route names providers, or
    /// asks for the kind.
    package var isNotice: Bool { self == .providerUnchecked || self == .providerEnded }

    /// True for what is said of a known report itself, that it is gone or back: whoever was told of it hears that too.
    package var isOnPresence: Bool { self == .reportWithdrawn || self == .reportRestored }

    /// Operator alerts go to the operators' receivers alone, never to readers.
    package var isForOperators: Bool { rawValue.hasPrefix("operator-") }

    /// The journal's MESSAGE_ID, which never changes; ratingwatch(1) lists them.
    package var messageID: String {
        switch self {
        case .ratingChanged: "7571406191e74d9e9d420fbf07c7f1a2"
        case .inspectionPublished: "5d4b4113606f47eda2a1fa4cff7237be"
        case .reportPublished: "fd83d44c9f354868a3787377c88fa854"
        case .reportAmended: "c1d7e2a95f4b4c0d8e36a7b90f125d48"
        case .ratingCorrected: "8f7a76237c414789b28030180ede5862"
        case .reportWithdrawn: "1e4d58d5bbdb4b5bbc6be322a940fa41"
        case .reportRestored: "308db4ddb6c9457c9493bb152e94df48"
        case .sourcesDisagree: "0651a64e923f4138900f081352a464bb"
        case .portfolio: "201e89a5940f4344951f07a2619a03fc"
        case .operatorFeedFailing: "b49c50146c7e43ed8574fe37de4254d0"
        case .operatorFeedRecovered: "186fdd4083794282a0b7b4133c4a7ad1"
        case .operatorFeedQuiet: "3cfc748cb70f4d19b2abd8ea296e2719"
        case .operatorFeedShrank: "0c6cbad0163948c7917582f09e221158"
        case .operatorFeedMoved: "b96b0b99526544288dc7a0b270b796e3"
        case .operatorFeedEnded: "d4c165f212434e9d9720720b98d920dd"
        case .operatorExtractionDoubtful: "ddeedb1a605c40e89714796200a3e6ef"
        case .operatorFrameworkUnknown: "c4adbe480e2440eaabc08ddfd8f9a571"
        case .operatorRatingsLost: "98ff4885abb848c1825c5a1a3215d872"
        case .operatorChangesHeld: "d18e6bdb81dd4ee4a9c19c74b07977e0"
        case .operatorBaselineDone: "29f8dce657df4c3b902494babd56d11e"
        case .operatorDeliveryExhausted: "3a2abad91aae449d9d47137ee9916cfb"
        case .operatorReceiverDisabled: "1c27ecbeda6f476b9b88666a9fb8eccb"
        case .operatorHeartbeat: "5f2b8d4c1e704a6b9d3c7f60a81e2b95"
        case .providerUnchecked: "c3a94e70d2b84f1ea65d18f7b04c9e32"
        case .providerEnded: "8d16f0b5a7c34e29b1f46a3e95d7c208"
        }
    }

    /// syslog(3)'s number: a warning where an operator should look, else a notice.
    package var journalPriority: Int {
        switch self {
        case .operatorFeedRecovered, .operatorBaselineDone, .operatorHeartbeat: 5
        default: isForOperators ? 4 : 5
        }
    }
}
