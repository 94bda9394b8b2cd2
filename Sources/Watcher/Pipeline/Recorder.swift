import Foundation
import History
import Inspections

/// compare -> record -> route: what one poll brought goes into the history, within the transaction that it is given.
struct Recorder: Sendable {
    let comparison: Comparison
    let lookup: ProviderLookup
    let settling: PublicationSettling
    let alerts: AlertFactory
    let routing: Routing
    /// Those of the configuration; the history holds those of the command line.
    var silences: [Silence] = []
    var portfolios: [Portfolio] = []
    /// Names of the configured feeds.
    let feeds: Set<String>

    var raising: AlertRaising { AlertRaising(routing: routing, silences: silences) }

    private var watch: PortfolioWatch {
        PortfolioWatch(portfolios: portfolios, comparison: comparison, alerts: alerts)
    }

    /// Records publications with their readings, oldest first, and raises their alerts; those on changed ratings are kept
    /// back where `holdsChanges` says so.
    func record(
        _ readings: [(StoredPublication, DocumentReading)], at now: Date, spread: Double, holdsChanges: Bool = false,
        in history: HistoryTransaction
    ) throws -> Recording {
        var recording = Recording()
        for (publication, reading) in readings.sorted(by: { PublicationIdentity.isOlder($0.0, $1.0) }) {
            var settled = settling.settle(publication, after: reading, now: now, spread: spread)
            settled.providerID = try settled.providerID ?? provider(of: settled, in: history)?.id
            guard case .outcome(let outcome, _) = reading, settled.sha256 == outcome.sha256 else {
                recording.note(try history.save(settled))
                if case .outcome(let outcome, _) = reading, let unknown = outcome.unknownReport {
                    recording.alerts += try raising.raise(unknownAlert(unknown, settled, at: now), in: history)
                }
                continue
            }
            let before = try history.inspection(of: publication)
            if publication.sha256 == outcome.sha256, publication.state == .read,
                try provider(of: settled, stating: outcome, in: history)?.id == publication.providerID
            {
                // The same bytes state the same grades; whatever a newer parser makes of them is no change.
                _ = try history.save(publication.asReadAgain)
                continue
            }
            let alerts = try record(settled, stating: outcome, before: before, at: now, in: history)
            let recorded = try history.publication(feed: settled.feed, identity: settled.identity)
            recording.alerts += try tell(alerts, of: recorded?.row, holdsChanges: holdsChanges, in: history)
            if let recorded { recording.note(recorded) }
        }
        return recording
    }

    /// Records a publication whose document is still to be read.
    func postpone(_ publication: StoredPublication, until instant: Date, in history: HistoryTransaction) throws {
        var waiting = publication
        waiting.nextTry = instant
        waiting.waitsSince = instant
        waiting.providerID = try waiting.providerID ?? provider(of: waiting, in: history)?.id
        _ = try history.save(waiting)
    }

    /// The alert that a known report is gone, or is back; `nil` where nobody knows whose it was.
    func presenceAlert(
        _ kind: AlertKind, of publication: StoredPublication, at now: Date, in history: HistoryTransaction
    ) throws -> Alert? {
        guard
            let provider = try publication.providerID.flatMap({ try history.provider($0) })
                ?? self.provider(of: publication, in: history)
        else { return nil }
        return alerts.alert(
            kind,
            on: ReportedChange(
                provider: provider, framework: publication.framework, dates: publication.dates,
                title: publication.title ?? publication.type ?? publication.identity,
                url: publication.documentURL ?? publication.identity, published: publication.published,
                seen: publication.seen, sha256: publication.sha256 ?? "", basis: publication.basis ?? .report,
                facts: [:], change: Change(judgements: [], late: publication.late)),
            feed: publication.feed, time: now,
            occasion: try history.countAlerts(kind: kind, subject: provider.id.text))
    }

    /// What a publisher that mixes up its reports, or the codes of its table, would have us tell of many providers at once.
    private static let held: Set<AlertKind> = [.ratingChanged, .ratingCorrected, .portfolio]

    /// Raises the alerts that a publication gives, or keeps back those that tell of other ratings than before where these are to
    /// wait. The first is on its provider.
    func tell(
        _ alerts: [Alert], of publication: Int64?, holdsChanges: Bool, in history: HistoryTransaction
    ) throws -> [StoredAlert] {
        try alerts.flatMap { alert in
            guard holdsChanges, Recorder.held.contains(alert.kind), let publication else {
                return try raising.raise(alert, of: publication, in: history)
            }
            try history.hold(alert, of: publication, provider: alerts[0].subject)
            return []
        }
    }

    private func record(
        _ publication: StoredPublication, stating outcome: Outcome, before: StoredInspection?, at now: Date,
        in history: HistoryTransaction
    ) throws -> [Alert] {
        var settled = publication
        let provider = try provider(of: publication, stating: outcome, in: history)
        if let doubt = doubt(about: publication, stating: outcome, provider: provider) {
            settled.state = .doubtful
            settled.reason = doubt
        }
        settled.providerID = provider?.id
        guard settled.state == .read, let provider else {
            _ = try history.save(settled)
            return [doubtAlert(settled, at: now)]
        }
        try save(
            provider, listedAs: publication.providerName, inspectedUnder: outcome.framework, in: history)
        return try record(settled, stating: outcome, of: provider, before: before, at: now, in: history)
    }

    /// Records what was read, without doubt, of a provider that is saved already; the alert on the provider comes first.
    /// `telling`: the only areas that it tells of; `nil` for all.
    func record(
        _ publication: StoredPublication, stating outcome: Outcome, of provider: Provider, before: StoredInspection?,
        telling areas: Set<String>? = nil, at now: Date, in history: HistoryTransaction
    ) throws -> [Alert] {
        guard outcome.result == .graded, let framework = outcome.framework,
            let seen = CalendarDate(london: publication.seen)
        else {
            _ = try history.save(publication)
            return publication.baseline
                ? [] : [letterAlert(publication, provider: provider, stating: outcome, at: now)]
        }
        let report = GradedInspection(
            framework: framework, dates: outcome.inspection, published: publication.published,
            url: publication.documentURL, basis: outcome.basis, judgements: outcome.judgements, seen: seen)
        let watched = try watch.watch(provider, at: now, in: history)
        let verdict = try verdict(on: report, of: provider, publication: publication, before: before, in: history)
        var settled = publication
        settled.late = verdict.kept?.late ?? settled.late
        settled.reason = verdict.reason
        settled = try history.save(settled)
        if let row = settled.row, let kept = verdict.kept { try history.save(kept.judgements, of: row) }
        guard let kind = verdict.kind, !settled.baseline || before != nil else { return [] }
        let told = areas.map { verdict.change.telling($0) } ?? verdict.change
        let alert = alerts.alert(
            kind,
            on: reported(settled, provider: provider, stating: outcome, change: told),
            feed: settled.feed, time: now,
            occasion: kind == .ratingCorrected
                ? try history.countAlerts(kind: kind, subject: provider.id.text) : 0)
        return [alert] + (try watch.alerts(watched, on: provider, publication: settled, at: now, in: history))
    }

    /// How a report stands to what the history knows: as an amended one, a second source, or a new inspection.
    private func verdict(
        on report: GradedInspection, of provider: Provider, publication: StoredPublication,
        before: StoredInspection?, in history: HistoryTransaction
    ) throws -> ReportVerdict {
        let known = try history.inspections(of: provider.id).filter { $0.row != publication.row }.map(\.inspection)
        let unresolved = try history.unresolved(provider: provider.id, except: publication.row).filter {
            mayPrecede($0, publication)
        }.map {
            UnresolvedPublication(
                state: $0.state == .doubtful ? .doubtful : .pending, framework: $0.framework, dates: $0.dates,
                published: $0.published, title: $0.title)
        }
        let change = comparison.compare(report, with: known, unresolved: unresolved)
        if let before { return amended(report, before: before.inspection, change: change) }
        let twins = known.filter(report.isSameInspection(as:))
        guard let twin = twins.first(where: { $0.basis != .press }) ?? twins.first else {
            return ReportVerdict(change: change, kept: change, kind: change.kind, reason: nil)
        }
        let source = twin.url ?? "another source"
        if report.agrees(with: twin) {
            return ReportVerdict(change: change, kept: change, kind: nil, reason: "confirms what \(source) states")
        }
        // The report itself is the better evidence: what the press said of it is put right.
        let isBetter = twin.basis == .press && report.basis != .press
        return ReportVerdict(
            change: comparison.compare(report, withEarlierStatement: twin), kept: change,
            kind: isBetter ? .ratingCorrected : .sourcesDisagree,
            reason: "\(isBetter ? "corrects" : "contradicts") \(source)")
    }

    /// A known report whose document has other bytes now; `change` is how it stands to the inspection before it.
    private func amended(_ report: GradedInspection, before: GradedInspection, change: Change) -> ReportVerdict {
        let agrees = report.agrees(with: before) && report.judgements.count == before.judgements.count
        return agrees
            ? ReportVerdict(change: change, kept: nil, kind: nil, reason: "its document changed, its grades did not")
            : ReportVerdict(
                change: comparison.compare(report, withEarlierStatement: before), kept: change, kind: .ratingCorrected,
                reason: "its document now states other grades")
    }

    /// False for what cannot be the preceding inspection: the same document listed elsewhere, a visit, and what no
    /// configured feed will ever read.
    private func mayPrecede(_ unresolved: StoredPublication, _ publication: StoredPublication) -> Bool {
        unresolved.documentURL != publication.documentURL && feeds.contains(unresolved.feed)
            && !(unresolved.state == .pending && VisitType.isNamed(by: unresolved.type ?? ""))
    }

    private func doubt(
        about publication: StoredPublication, stating outcome: Outcome, provider: Provider?
    ) -> String? {
        if publication.state == .doubtful { return publication.reason }
        if provider == nil { return "neither the listing nor the document names a provider" }
        return lookup.contradiction(between: publication, and: outcome)
    }

    private func doubtAlert(_ publication: StoredPublication, at now: Date) -> Alert {
        let name = publication.title ?? publication.documentURL ?? publication.identity
        return alerts.operatorAlert(
            .operatorExtractionDoubtful, feed: publication.feed,
            key: "\(publication.identity)|\(publication.sha256 ?? "")",
            summary: "in doubt, no reader was told: \(name): \(publication.reason ?? "no reason given")", time: now)
    }

    /// Told once for each framework and feed, however many documents there are.
    private func unknownAlert(_ unknown: UnknownReport, _ publication: StoredPublication, at now: Date) -> Alert {
        let labels = unknown.labels.isEmpty ? "" : " (\(unknown.labels.prefix(10).joined(separator: "; ")))"
        return alerts.operatorAlert(
            .operatorFrameworkUnknown, feed: publication.feed, key: unknown.key,
            summary: "a report of no known framework, no reader was told: \"\(unknown.title)\" states grades\(labels): "
                + "\(publication.documentURL ?? publication.identity); add the framework's data, see `ratingwatch replay`",
            time: now)
    }

    private func letterAlert(
        _ publication: StoredPublication, provider: Provider, stating outcome: Outcome, at now: Date
    ) -> Alert {
        alerts.alert(
            .reportPublished,
            on: reported(
                publication, provider: provider, stating: outcome, change: Change(judgements: [], late: false)),
            feed: publication.feed, time: now)
    }

    private func reported(
        _ publication: StoredPublication, provider: Provider, stating outcome: Outcome, change: Change
    ) -> ReportedChange {
        ReportedChange(
            provider: provider, framework: outcome.framework, dates: outcome.inspection,
            title: publication.title ?? publication.type ?? publication.identity,
            url: publication.documentURL ?? publication.identity, published: publication.published,
            seen: publication.seen, sha256: outcome.sha256, basis: outcome.basis, facts: outcome.facts, change: change)
    }
}
