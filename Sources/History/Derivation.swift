package import Foundation
package import Inspections
import Text

/// What follows today from all that was stated of one provider.
package struct Derivation: Sendable {
    let comparison: Comparison
    package let sources: SourceDirectory

    package init(comparison: Comparison, sources: SourceDirectory) {
        self.comparison = comparison
        self.sources = sources
    }

    /// The provider under whose id the news of another is told: a council known by its name alone goes on under its
    /// number.
    package func head(of provider: ProviderID, in history: HistoryTransaction) throws -> ProviderID {
        if provider.isNumbered { return provider }
        let followers = try history.followers(of: provider)
        return followers.count == 1 ? followers[0] : provider
    }

    /// The provider, and the names that it alone goes on for: what was told of them was told of it.
    package func owners(
        of provider: ProviderID, among line: [Provider], in history: HistoryTransaction
    ) throws -> Set<ProviderID> {
        let names = try line.map(\.id).filter { !$0.isNumbered && $0 != provider }
            .filter { try history.followers(of: $0).count == 1 }
        return Set(names + [provider])
    }

    /// A provider's timeline; those that it goes on for have their places in it. `instant`: as was known then, `nil`
    /// for today.
    package func timeline(
        of provider: ProviderID, at now: Date, asOf instant: Date? = nil, in history: HistoryTransaction
    ) throws -> Timeline {
        try timeline(of: provider, line: history.line(of: provider), at: now, asOf: instant, in: history)
    }

    /// `line`: the provider and those that it goes on for; `without`: what these feeds state counts for nothing.
    package func timeline(
        of provider: ProviderID, line: [Provider], without feeds: Set<String> = [], at now: Date,
        asOf instant: Date? = nil, in history: HistoryTransaction
    ) throws -> Timeline {
        let line = Set(line.map(\.id)).union([provider])
        let statements = try history.statements(of: line, sources: sources, asOf: instant)
        // Of nearly all who go on for another everything is stated under one number.
        let isStatedOfSeveral = Set(statements.map(\.provider)).count > 1
        return timeline(
            of: line, renumbered: isStatedOfSeveral ? Set(try history.numbers(of: provider)) : [],
            stating: feeds.isEmpty ? statements : statements.filter { !feeds.contains($0.source.feed) },
            unresolved: try history.unresolved(of: line, asOf: instant), at: instant ?? now)
    }

    /// The same of a provider that goes on for none, by what was looked up of several.
    package func timeline(
        of provider: ProviderID, among dossiers: Dossiers, without feeds: Set<String> = [], at now: Date,
        in history: HistoryTransaction
    ) throws -> Timeline {
        let unresolved = dossiers.unresolved.contains(provider) ? try history.unresolved(of: [provider]) : []
        let statements = dossiers.statements.statements(of: [provider])
        return timeline(
            of: [provider], stating: feeds.isEmpty ? statements : statements.filter { !feeds.contains($0.source.feed) },
            unresolved: unresolved, at: now)
    }

    private func timeline(
        of line: Set<ProviderID>, renumbered: Set<ProviderID> = [], stating statements: [Inspections.Statement],
        unresolved: [(feed: String, url: String?, publication: UnresolvedPublication)], at now: Date
    ) -> Timeline {
        let known = unresolved.isEmpty ? [] : statements.filter { $0.trust == .trusted && $0.address != nil }
        let waiting = unresolved.filter { feed, url, _ in
            // What no configured feed will ever read blocks nothing; nor does what is known under another entry, by one
            // who is as much to be believed.
            guard let source = sources[feed] else { return false }
            guard let address = url.map(AddressText.path(of:)) else { return true }
            return !known.contains { $0.address == address && $0.source.authority >= source.authority }
        }
        return Timeline(
            statements, of: line, renumbered: renumbered,
            unresolved: waiting.map { feed, _, publication in
                var waiting = publication
                if let source = sources[feed] { waiting.authority = source.authority }
                return waiting
            }, frameworks: comparison.frameworks, now: now)
    }

    /// The grades that stand today.
    package func standing(in timeline: Timeline, of provider: ProviderID) -> [StandingGrade] {
        let known = timeline.believed.map(\.graded)
        var areas: [String] = []
        for judgement in known.flatMap(\.judgements) where !areas.contains(judgement.area) {
            areas.append(judgement.area)
        }
        return areas.compactMap { area in
            guard let inspection = comparison.standing(of: area, among: known), let grade = inspection.grade(of: area)
            else { return nil }
            return StandingGrade(
                provider: provider, area: area, framework: inspection.framework, grade: grade, day: inspection.placed,
                dates: inspection.dates, url: inspection.url)
        }
    }
}

extension Timeline {
    /// Of each line what the highest authority that knows it states: it has the word.
    var believed: [Entry] {
        var highest: [String: Authority] = [:]
        for entry in entries { highest[entry.line] = max(highest[entry.line] ?? .press, entry.inspection.authority) }
        return entries.filter { $0.inspection.authority == highest[$0.line] }
    }
}
