package import Foundation

/// One message to readers or operators, before it has a number in the log.
package struct Alert: Hashable, Codable, Sendable {
    package let kind: AlertKind
    /// Derived from content, so that retry, replay and rebuild give the same: `rw_` and 32 hex digits.
    package let id: String
    /// `ratingwatch` instance that raised it.
    package let instance: String
    package let time: Date
    /// What it is about: a provider's id, or `portfolio:`, `feed:` or `receiver:` and a name.
    package let subject: String
    /// Empty where it is about a receiver.
    package let feed: String
    /// One readable sentence.
    package let summary: String
    package let report: ReportedChange?
    package let portfolio: PortfolioCrossing?
    /// What readers of a provider are told beside reports.
    package let notice: ProviderNotice?
    /// Of an operators' alert on a document.
    package let document: AlertedDocument?

    package init(
        kind: AlertKind, id: String, instance: String, time: Date, subject: String, feed: String, summary: String,
        report: ReportedChange? = nil, portfolio: PortfolioCrossing? = nil, notice: ProviderNotice? = nil,
        document: AlertedDocument? = nil
    ) {
        self.kind = kind
        self.id = id
        self.instance = instance
        self.time = time
        self.subject = subject
        self.feed = feed
        self.summary = summary
        self.report = report
        self.portfolio = portfolio
        self.notice = notice
        self.document = document
    }

    /// Of a disagreement there is none: nobody knows yet which source is right.
    package var direction: AlertDirection {
        kind == .sourcesDisagree ? .none : report?.change.direction ?? .none
    }
}

extension Alert {
    /// The CloudEvents body; `sequence` from 1, `routes` the names of the routes that matched.
    package func json(sequence: Int, routes: [String]) -> JSONValue {
        .object([
            .init("specversion", .string("1.0")),
            .init("id", .string(id)),
            .init("source", .string("/ratingwatch/" + instance)),
            .init("type", .string(kind.type)),
            .init("subject", .string(subject)),
            .init("time", .string(time.iso8601)),
            .init("datacontenttype", .string("application/json")),
            .init("sequence", .string(Alert.digits(of: sequence))),
            .init("data", .object(data(routes: routes))),
        ])
    }

    /// A sequence as bodies state it: 20 digits.
    private static func digits(of sequence: Int) -> String {
        let digits = String(sequence)
        return String(repeating: "0", count: max(0, 20 - digits.count)) + digits
    }

    /// What a body says of its sequence, with the comma before it.
    package static func sequenceMember(_ sequence: Int) -> String { ",\"sequence\":\"\(digits(of: sequence))\"" }

    private func data(routes: [String]) -> [JSONValue.Member] {
        let routeNames = JSONValue.array(routes.map(JSONValue.string))
        guard let told = report?.jsonMembers ?? portfolio?.jsonMembers ?? notice?.jsonMembers else {
            let source: [JSONValue.Member] = feed.isEmpty ? [] : [.init("feed", .string(feed))]
            return [.init("summary", .string(summary))] + (document?.jsonMembers ?? []) + source
                + [.init("routes", routeNames)]
        }
        var members: [JSONValue.Member] = [
            .init("direction", .string(direction.rawValue)),
            .init("summary", .string(summary)),
        ]
        members += told
        if !feed.isEmpty { members.append(.init("feed", .string(feed))) }
        members.append(.init("routes", routeNames))
        return members
    }
}

/// Where a provider went with one report, over all its areas.
package enum AlertDirection: String, Hashable, Sendable, CaseIterable {
    case improved, declined, mixed, unchanged, none

    package init(of directions: some Sequence<Direction?>) {
        let all = Set(directions.compactMap(\.self))
        switch (all.contains(.improved), all.contains(.declined)) {
        case (true, true): self = .mixed
        case (true, false): self = .improved
        case (false, true): self = .declined
        case (false, false): self = all.contains(.unchanged) ? .unchanged : .none
        }
    }

    /// Those of these words that only a whole alert can be.
    package static func ofWhole(_ asked: [String]) -> [String] {
        asked.filter { [mixed, AlertDirection.none].map(\.rawValue).contains($0) }
    }

    /// Whether an area went where it was asked: `mixed` and `none` are said of its alert, all else of itself.
    package static func allows(_ asked: [String], ofAlert direction: String, _ ofArea: String?) -> Bool {
        asked.isEmpty || ofArea.map(asked.contains) == true || ofWhole(asked).contains(direction)
    }
}

/// How an alert hangs together with those before it; all of it is empty in most alerts.
package struct AlertRelation: Hashable, Codable, Sendable {
    /// Id of the alert that left this open.
    package var follows: String?
    /// Ids of alerts that no longer hold.
    package var voids: [String] = []
    /// Of a correction.
    package var because: CorrectionCause?
    /// The provider whose it is, where it was told of another.
    package var movedTo: ProviderID?
    package var consequences: [Consequence] = []

    package init(
        follows: String? = nil, voids: [String] = [], because: CorrectionCause? = nil, movedTo: ProviderID? = nil
    ) {
        self.follows = follows
        self.voids = voids
        self.because = because
        self.movedTo = movedTo
    }

    /// Members of an alert's `data`.
    var jsonMembers: [JSONValue.Member] {
        var members: [JSONValue.Member] = []
        if let follows { members.append(.init("follows", .string(follows))) }
        if !voids.isEmpty { members.append(.init("voids", .array(voids.map(JSONValue.string)))) }
        if let because { members.append(.init("because", .string(because.rawValue))) }
        if let movedTo { members.append(.init("moved_to", .string(movedTo.text))) }
        if !consequences.isEmpty { members.append(.init("consequences", .array(consequences.map(\.json)))) }
        return members
    }
}

/// The document that an operators' alert is about.
package struct AlertedDocument: Hashable, Codable, Sendable {
    /// `nil` where neither the listing nor the document names one.
    package let provider: Provider?
    package let title: String
    /// The address as listed.
    package let url: String
    /// The listing's London date.
    package let published: CalendarDate?
    package let sha256: String
    /// What speaks against it.
    package let doubts: [String]

    package init(
        provider: Provider?, title: String, url: String, published: CalendarDate?, sha256: String, doubts: [String]
    ) {
        self.provider = provider
        self.title = title
        self.url = url
        self.published = published
        self.sha256 = sha256
        self.doubts = doubts
    }

    /// Members of an alert's `data`.
    var jsonMembers: [JSONValue.Member] {
        [
            .init("provider", provider?.json ?? .null),
            .init(
                "publication",
                .object([
                    .init("title", .string(title)), .init("url", .string(url)),
                    .init("published", .string(orNull: published?.iso)), .init("sha256", .string(sha256)),
                ])),
            .init("doubts", .array(doubts.map(JSONValue.string))),
        ]
    }
}

/// What became of an alert at one route, with the reason that `explain` gives.
package struct RouteDecision: Hashable, Sendable {
    package let route: String
    /// True where the route's receivers get the alert.
    package let took: Bool
    package let reason: String
    /// True where a silence decided.
    package let isSilenced: Bool

    package init(route: String, took: Bool, reason: String, isSilenced: Bool = false) {
        self.route = route
        self.took = took
        self.reason = reason
        self.isSilenced = isSilenced
    }
}
