package import Inspections
import Postgres

/// What a transaction over a network has looked up before it is asked for, many things at once, and the numbers that it
/// gives rows itself.
final class LookedUp {
    /// A provider; of one of whom nobody knows who it is, too.
    struct Facts {
        var named: HistoryTransaction.NamedProvider?
        var standing: String?
        var followers: Set<String>
    }

    fileprivate var providers: [ProviderID: Facts] = [:]
    fileprivate var feeds: [String: Publications] = [:]
    private var numbers: [Numbered: Range<Int64>] = [:]
    private var block: Int64 = 32
    private var questions: [Query]?
    private var answers: [Question: Answer] = [:]

    private struct Question: Hashable {
        let sql: String
        let values: [StoredValue?]

        init(_ query: Query) {
            sql = query.sql
            values = query.values.map { $0?.stored }
        }
    }

    /// What is known of a feed's publications.
    fileprivate struct Publications {
        /// True where none was recorded before the transaction.
        var isNew: Bool
        /// Hashes of the identities of those that it has added.
        var added: Set<Int> = []
        /// Of those that were looked up and are not there.
        var missing: Set<Int> = []
    }

    /// Tables whose rows get their numbers here.
    enum Numbered: String {
        case publications
        case statements
    }

    /// The next number; they are taken in blocks, larger ones as more are needed.
    fileprivate func number(_ table: Numbered, in history: HistoryTransaction) throws -> Int64 {
        if numbers[table]?.isEmpty ?? true {
            block = min(block * 2, 8192)
            try take(table, atLeast: Int(block), in: history)
        }
        let number = numbers[table]?.lowerBound ?? 0
        numbers[table] = numbers[table]?.dropFirst()
        return number
    }

    fileprivate func take(_ table: Numbered, atLeast count: Int, in history: HistoryTransaction) throws {
        if (numbers[table]?.count ?? 0) >= count { return }
        let sequence = "pg_get_serial_sequence('\(table.rawValue)', 'id')"
        // Nobody else takes any: one writes at a time. No row hangs on it, so that rows that wait go on waiting.
        let query = Query("SELECT setval(\(sequence), nextval(\(sequence)) + \(count - 1))")
        if notes(query) { return }
        var last: Int64 = 0
        if let answer = answer(to: query) {
            answer.each { row in
                last = row.integer(0)
                return true
            }
        } else {
            try history.database.run(query) { row in
                last = row[0]
                return true
            }
        }
        numbers[table] = last - Int64(count) + 1..<last + 1
    }

    fileprivate var isNoting: Bool { questions != nil }

    /// True where a question is only to be noted, and asked later together with others.
    func notes(_ query: Query) -> Bool {
        guard questions != nil else { return false }
        questions?.append(query)
        return true
    }

    fileprivate func note(_ work: () throws -> Void) rethrows -> [Query] {
        questions = []
        defer { questions = nil }
        try work()
        return questions ?? []
    }

    fileprivate func keep(_ asked: [Query], _ found: [Answer]) {
        for (query, answer) in zip(asked, found) { answers[Question(query)] = answer }
    }

    /// What was answered before, once.
    func answer(to query: Query) -> Answer? { answers.isEmpty ? nil : answers.removeValue(forKey: Question(query)) }

    /// Something is written: what was answered may be otherwise now.
    func forgetAnswers() { if !answers.isEmpty { answers = [:] } }
}

extension HistoryTransaction {
    /// How many things are best looked up at once.
    package var together: Int { lookedUp == nil ? 1 : 1800 }

    /// Over a network: has all that `work` asks asked at once, for those who ask the same next. Within `work` every
    /// answer is empty, and nothing may be written.
    package func askTogether(_ work: () throws -> Void) throws {
        guard let lookedUp, case .postgres(let connection) = database else { return }
        let questions = try lookedUp.note(work)
        if questions.count < 2 { return }
        try writePending()
        lookedUp.keep(questions, try connection.together(questions))
    }

    /// Looks up what will be asked of these providers. What was looked up before is forgotten.
    package func lookUp(_ asked: @autoclosure () -> [ProviderID]) throws {
        guard let lookedUp else { return }
        lookedUp.providers = [:]
        let list = PostgresList(asked().map { StoredValue.text($0.text) })
        let query = Query(
            """
            SELECT asked.id, name, kind, region, named_by, grades,
                (SELECT string_agg(provider, chr(10)) FROM predecessors WHERE predecessor = asked.id)
            FROM unnest(CAST(? AS TEXT[])) AS asked (id) LEFT JOIN providers ON providers.id = asked.id
                LEFT JOIN standing_grades ON standing_grades.provider = asked.id
            """, [String(decoding: list.letters, as: UTF8.self)])
        _ = try rows(query) { row -> Void? in
            let id = ProviderID(row[0])
            let named = (row[1] as String?).map { name in
                (
                    provider: Provider(id: id, name: name, kind: row[2], region: row[3]),
                    by: NameSource(rawValue: row[4]) ?? .document
                )
            }
            let followers = (row[6] as String?)?.split(separator: "\n").map(String.init) ?? []
            lookedUp.providers[id] = LookedUp.Facts(named: named, standing: row[5], followers: Set(followers))
            return nil
        }
    }

    /// Looks up which publications of a feed are known.
    package func lookUp(publications asked: [String], of feed: String) throws {
        guard let lookedUp, !asked.isEmpty else { return }
        let list = PostgresList(asked.map(StoredValue.text))
        let query = Query(
            "SELECT identity FROM publications WHERE feed = ? AND identity = ANY(CAST(? AS TEXT[]))",
            [feed, String(decoding: list.letters, as: UTF8.self)])
        let known = Set(try rows(query) { $0[0] as String })
        // While questions are only noted, nothing is known.
        if lookedUp.isNoting { return }
        _ = try publications(of: feed, lookedUp)
        for identity in asked where !known.contains(identity) {
            lookedUp.feeds[feed]?.missing.insert(identity.hashValue)
        }
    }

    /// Has numbers for so many new publications.
    package func lookUpNumbers(publications count: Int) throws {
        if count > 0 { try lookedUp?.take(.publications, atLeast: count, in: self) }
    }

    /// What was looked up of a provider; `nil` where nothing was.
    func facts(of provider: ProviderID) -> LookedUp.Facts? { lookedUp?.providers[provider] }

    func changeFacts(of provider: ProviderID, _ change: (inout LookedUp.Facts) -> Void) {
        guard let lookedUp, var facts = lookedUp.providers[provider] else { return }
        change(&facts)
        lookedUp.providers[provider] = facts
    }

    /// The number of a publication that is surely not there, and is from now on; `nil` where it may be there.
    func numberOfNew(_ publication: StoredPublication) throws -> Int64? {
        guard let lookedUp, publication.row == nil else { return nil }
        let (feed, hash) = (publication.feed, publication.identity.hashValue)
        let known = try publications(of: feed, lookedUp)
        guard known.isNew || known.missing.contains(hash), !known.added.contains(hash) else { return nil }
        lookedUp.feeds[feed]?.added.insert(hash)
        return try lookedUp.number(.publications, in: self)
    }

    /// The number of a statement, where it is given here.
    func numberOfStatement() throws -> Int64? { try lookedUp?.number(.statements, in: self) }

    private func publications(of feed: String, _ lookedUp: LookedUp) throws -> LookedUp.Publications {
        if let known = lookedUp.feeds[feed] { return known }
        let known = LookedUp.Publications(isNew: try !hasPublications(feed: feed))
        lookedUp.feeds[feed] = known
        return known
    }
}
