package import Configuration
package import Foundation
package import History
import Inspections
import Receivers
import Text

/// Answers questions from the history, beside a running daemon or without one.
package struct Archive: Sendable {
    let history: History
    private let registry: @Sendable () throws -> ProviderRegistry
    private let receivers: [ReceiverConfiguration]
    let derivation: @Sendable () throws -> Derivation
    private let names: @Sendable () throws -> ReaderNames

    /// `nil` where no daemon has begun a history yet; `registry`: asked for where the history alone does not know a
    /// name.
    init?(
        configuration: Configuration, frameworks: @escaping @Sendable () throws -> FrameworkCatalogue,
        registry: @escaping @Sendable () throws -> ProviderRegistry
    ) throws(HistoryError) {
        guard let history = try History(readingAt: configuration.record) else { return nil }
        self.history = history
        self.registry = registry
        receivers = configuration.receivers
        names = { ReaderNames(try frameworks()) }
        derivation = {
            Derivation(
                comparison: Comparison(frameworks: try frameworks()), sources: SourceDirectory(configuration.feeds))
        }
    }

    func countAlerts(_ query: AlertQuery) async throws(HistoryError) -> Int {
        try await history.read("count alerts") { try $0.countAlerts(query) }
    }

    /// The newest so many, oldest first; `nil` for all.
    func alerts(_ query: AlertQuery, newest count: Int?) async throws(HistoryError) -> AlertsReport {
        try await history.read("read alerts") { history in
            let alerts = try history.alertHeads(query, newest: count)
            return AlertsReport(
                alerts: alerts, takenBack: try history.takenBack(on: Set(alerts.map(\.subject))),
                now: Date())
        }
    }

    /// What is known and not yet told, as more has changed at once than can be believed: a line a feed, without those
    /// of `others`.
    func heldBack(but others: Set<String> = []) async throws(HistoryError) -> [String] {
        let held = try await history.read("look up what is held") { try $0.heldCounts() }
        return held.filter { !others.contains($0.feed) }.map { feed, providers in
            "\(feed) holds back what changed for \(providers.counted("provider")), more at once than can be believed; "
                + "`ratingwatch release \(ShellText.word(feed))` tells it"
        }
    }

    /// The alerts themselves, at most `limit` from the one after `last` on. `hasContext`: with the regions of those
    /// they are about, and the numbers of those that took them back.
    func alerts(
        _ query: AlertQuery, after last: Int, limit: Int, hasContext: Bool
    ) async throws(HistoryError) -> (alerts: [StoredAlert], regions: [String: String], takenBack: [String: Int]) {
        try await history.read("read alerts") { history in
            let alerts = try history.alerts(query, after: last, limit: limit)
            if !hasContext { return (alerts, [:], [:]) }
            return (
                alerts, try Archive.regions(of: alerts, in: history),
                try history.takenBack(on: Set(alerts.map(\.subject)))
            )
        }
    }

    /// Subject -> region, of the subjects that are providers with one.
    private static func regions(
        of alerts: [StoredAlert], in history: HistoryTransaction
    ) throws -> [String: String] {
        var regions: [String: String] = [:]
        for subject in Set(alerts.map(\.subject)) {
            regions[subject] = try history.provider(ProviderID(subject))?.region
        }
        return regions
    }

    /// As `alerts`, as routes see them, with who was to get each; those of kinds that this version does not know are
    /// left out.
    /// `last`: the number of the last that was looked at, `nil` behind the last of all.
    package func routedAlerts(
        _ query: AlertQuery, after last: Int, limit: Int
    ) async throws(HistoryError) -> (alerts: [RecordedRouting], last: Int?) {
        let derivation = derivation
        return try await history.read("read how alerts went") { history in
            let alerts = try history.alerts(query, after: last, limit: limit)
            guard let first = alerts.first?.sequence, let end = alerts.last?.sequence else { return ([], nil) }
            let receivers = try history.receivers(ofAlerts: first...end)
            let regions = try Archive.regions(of: alerts, in: history)
            let routed = try alerts.compactMap { alert -> RecordedRouting? in
                let content = try AlertContent(body: alert.body)
                guard let routed = RoutedAlert(content, time: alert.time, region: regions[alert.subject]) else {
                    return nil
                }
                let got = receivers[alert.sequence] ?? []
                let wasSilenced =
                    try got.isEmpty && history.routeDecisions(on: alert.sequence).contains(where: \.isSilenced)
                return RecordedRouting(
                    alert: alert, routed: routed,
                    told: try Archive.told(before: alert, routed, derivation, in: history),
                    receivers: got, wasSilenced: wasSilenced)
            }
            return (routed, end)
        }
    }

    /// What was told before of what an alert takes back, or of the report that it says is gone or back, from whatever
    /// stated the same; and what these bore on.
    private static func told(
        before alert: StoredAlert, _ routed: RoutedAlert, _ derivation: @Sendable () throws -> Derivation,
        in history: HistoryTransaction
    ) throws -> [RoutedAlert] {
        var found: [RoutedAlert] = []
        var open = routed.takenBack
        if let publication = alert.publication, routed.kind.isOnPresence {
            let timeline = try derivation().timeline(of: ProviderID(alert.subject), at: alert.time, in: history)
            let same = timeline.inspection(statedBy: publication)?.publications ?? []
            for row in same.union([publication]).sorted() {
                open += try history.toldIDs(of: row, before: alert.sequence)
            }
        }
        var known = Set(open)
        while let id = open.popLast() {
            guard let earlier = try history.alerts(named: id).first else { continue }
            let region = try Archive.regions(of: [earlier], in: history)[earlier.subject]
            let content = try AlertContent(body: earlier.body)
            guard let routed = RoutedAlert(content, time: earlier.time, region: region) else { continue }
            found.append(routed)
            open += routed.takenBack.filter { known.insert($0).inserted }
        }
        return found
    }

    func publications(ofFeeds feeds: [String]?, provider: Provider?) async throws(HistoryError) -> PublicationsReport {
        try await history.read("read publications") { history in
            let providers = try provider.map { [$0] } ?? history.providers()
            return PublicationsReport(
                publications: try history.publications(ofFeeds: feeds, provider: provider?.id),
                names: Dictionary(providers.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first }),
                withdrawn: try history.withdrawals())
        }
    }

    func providers() async throws(HistoryError) -> ProvidersReport {
        let registry = registry
        return try await history.read("read the providers") { try ProvidersReport(in: $0, registry: registry()) }
    }

    /// All of them, by name.
    func ratedProviders() async throws(HistoryError) -> [ProviderID] {
        try await history.read("look up rated providers") { try $0.ratedProviders() }
    }

    /// Those of a region, by name.
    func ratedProviders(region: String) async throws(HistoryError) -> [Provider] {
        try await history.read("look up rated providers") { try $0.ratedProviders(region: region) }
    }

    func storedRatings(of providers: [Provider]) async throws(HistoryError) -> [StoredRatings] {
        try await history.read("read standing grades") { try $0.storedRatings(of: providers) }
    }

    func storedRatings(of providers: [ProviderID]) async throws(HistoryError) -> [StoredRatings] {
        try await history.read("read standing grades") { try $0.storedRatings(of: $0.providers(providers)) }
    }

    func regions() async throws(HistoryError) -> [String] {
        try await history.read("look up regions") { try $0.regions() }
    }

    /// The region that a user means; throws where none bears that name. `nil` for none.
    func known(region: String?) async throws -> String? {
        guard let region else { return nil }
        return try UnknownName.resolving(region, of: "region", among: try await regions())
    }

    /// What to say of areas in which nobody has a grade that stands, a sentence each, with those that may be meant.
    package func doubts(ofAreas areas: [String]) async throws(HistoryError) -> [String] {
        if areas.isEmpty { return [] }
        let graded = try await history.read("look up graded areas") { Set(try $0.tallies().map(\.area)) }
        return areas.filter { !graded.isEmpty && !graded.contains($0) }.map {
            "no grade is known in \($0)\(UnknownName.hint($0, among: graded.sorted()))"
        }
    }

    func doubts() async throws(HistoryError) -> DoubtsReport {
        let names = names
        return try await history.read("read what is in doubt") { try DoubtsReport(in: $0, names: names()) }
    }

    /// Whether anything of a feed is known, though the configuration may name it no more.
    func knows(feed: String) async throws(HistoryError) -> Bool {
        try await history.read("look up a feed") {
            try $0.feedState(feed) != nil || $0.hasPublications(feed: feed)
        }
    }

    package func deliveries(
        failed: Bool, receiver: String?, after last: DeliveryAccount?, limit: Int
    ) async throws(HistoryError) -> [DeliveryAccount] {
        try await history.read("read deliveries") {
            try $0.deliveries(failed: failed, receiver: receiver, after: last, limit: limit)
        }
    }

    /// Why an alert was raised, or what became of a provider's publications.
    func explain(_ text: String, now: Date) async throws(HistoryError) -> Explanation {
        let (registry, receivers, derivation, names) = (registry, receivers, derivation, names)
        return try await history.read("explain") {
            try Explanation(
                text, in: $0, registry: registry, derivation: derivation(), receivers: receivers,
                names: names(), now: now)
        }
    }

    func feeds(configured: [FeedConfiguration]) async throws(HistoryError) -> FeedsReport {
        try await history.read("read the state of the feeds") { try FeedsReport(configured: configured, in: $0) }
    }

    /// The daemons that share the record, by name.
    func fleet() async throws(HistoryError) -> [FleetDaemon] {
        try await history.read("look up the fleet") { try $0.fleet() }
    }

    /// Those that hold now: the number, and the silence itself.
    package func silences(now: Date) async throws(HistoryError) -> [Silence] {
        try await history.read("read silences") { history in
            try history.silences(at: now).compactMap {
                Silence(number: $0.id, match: $0.match, who: $0.who, why: $0.why, until: $0.until)
            }
        }
    }

    /// What those of these ids are called that are known.
    package func names(ofProviders ids: [String]) async throws(HistoryError) -> [String: String] {
        try await history.read("look up names of providers") { history in
            let known = try history.providers(ids.map { ProviderID($0) }).map { ($0.id.text, $0.name) }
            return Dictionary(known, uniquingKeysWith: { first, _ in first })
        }
    }

    func provider(_ text: String) async throws(HistoryError) -> ProviderSearch {
        let registry = registry
        return try await history.read("look up a provider") {
            try ProviderSearch(text, in: $0, registry: registry)
        }
    }

    /// `instant`: as was known then, `nil` for today.
    func history(of provider: Provider, asOf instant: Date?, now: Date) async throws(HistoryError) -> HistoryReport {
        let (derivation, names) = (derivation, names)
        return try await history.read("read a history") { history in
            let timeline = try derivation().timeline(of: provider.id, at: now, asOf: instant, in: history)
            return HistoryReport(
                provider: provider, asOf: instant, names: try names(), inspections: timeline.entries,
                letters: timeline.letters, withdrawn: try history.withdrawals(asOf: instant))
        }
    }

    /// The histories of some providers, in the order given; without those whose history is told under another id, or is
    /// empty.
    func histories(of providers: [Provider], now: Date) async throws(HistoryError) -> [HistoryReport] {
        let (derivation, names) = (derivation, names)
        return try await history.read("read histories") { history in
            let words = try names()
            let derivation = try derivation()
            let dossiers = try history.dossiers(of: providers.map(\.id), sources: derivation.sources)
            let withdrawn = try history.withdrawals()
            return try providers.compactMap { provider in
                guard try derivation.head(of: provider.id, in: history) == provider.id else { return nil }
                let timeline =
                    dossiers.successors.contains(provider.id)
                    ? try derivation.timeline(of: provider.id, at: now, in: history)
                    : try derivation.timeline(of: provider.id, among: dossiers, at: now, in: history)
                let report = HistoryReport(
                    provider: provider, asOf: nil, names: words, inspections: timeline.entries, withdrawn: withdrawn)
                return timeline.entries.isEmpty ? nil : report
            }
        }
    }

    /// Everybody who is known, by name.
    func everybody() async throws(HistoryError) -> [Provider] {
        try await history.read("look up the providers") { try $0.providers() }
    }

    /// From when on the past is known; `nil` where all of it is.
    func recordBegan() async throws(HistoryError) -> Date? {
        try await history.read("look up when the record began") { try $0.takenOverAt() }
    }

    /// Where the log of a receiver stood when its last line was acknowledged, and the last line that was removed of it.
    func logEnds(
        receiver: String, path: String
    ) async throws(HistoryError) -> (head: StoredLogHead?, removed: StoredLogHead?) {
        try await history.read("read the state of a log") {
            (
                try $0.logHead(receiver: receiver, path: path), try $0.logRemoval(receiver: receiver, path: path)
            )
        }
    }
}

extension StoredAlert {
    /// As receivers were given it.
    var record: AlertRecord { AlertRecord(sequence: sequence, id: id, body: body, line: line) }
}

extension LogHead {
    /// What the history knows of a log's end.
    init(recorded: StoredLogHead?) {
        self = recorded.map { LogHead(sequence: $0.sequence, hash: $0.hash) } ?? .none
    }
}
