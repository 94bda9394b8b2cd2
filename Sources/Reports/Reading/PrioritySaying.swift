/// What a sentence, or what stands below a heading, says of areas for priority action.
enum PrioritySaying: Hashable, Sendable, CaseIterable {
    /// There are such areas.
    case stated
    /// Those of an earlier visit remain.
    case remaining
    /// It speaks of them, and says none of the other things clearly.
    case unclear
    /// There are no new ones; of earlier ones it says nothing.
    case noneNew
    /// There are none.
    case denied
    /// Those of an earlier visit are dealt with.
    case ended
    /// It tells of an earlier visit, or of what would follow if there were any.
    case elsewhere

    /// The one that counts most among what one sentence says.
    static func gravest(of sayings: some Sequence<PrioritySaying>) -> PrioritySaying? {
        let said = Set(sayings)
        return allCases.first(where: said.contains)
    }
}

/// Words that say something of areas for priority action, by what they say.
enum PriorityWords {
    static let negations: Set<String> = [
        "no", "not", "nor", "neither", "none", "without", "never", "nothing", "cannot", "didnt", "dont", "doesnt",
        "isnt", "arent", "wasnt", "werent", "hasnt", "havent", "hadnt",
    ]
    static let counts: Set<String> = [
        "a", "an", "one", "two", "three", "four", "five", "six", "several", "some", "many", "few", "single",
    ]
    static let known: Set<String> = [
        "the", "these", "those", "its", "their", "your", "our", "both", "all", "each", "such", "previous", "earlier",
        "most",
    ]
    static let added: Set<String> = ["new", "further", "additional", "other", "more"]
    static let open: Set<String> = ["existing", "unresolved", "remaining", "outstanding", "unaddressed"]
    /// What may stand between a verb and the areas.
    static let chain = counts.union(known).union(added).union(open).union([
        "no", "none", "neither", "any", "of", "following", "specific", "significant", "serious", "urgent", "current",
        "first", "second", "clear",
    ])
    /// Behind these another thing is said.
    static let turns: Set<String> = ["but", "although", "though", "however", "while", "whilst"]
    /// Behind these something is told of the areas, not what becomes of them.
    static let asides: Set<String> = [
        "because", "where", "when", "whether", "until", "so", "unless", "if", "as", "since", "but", "although",
        "though", "while", "whilst", "however",
    ]
    static let conditions: Set<String> = ["where", "if", "when", "whether", "unless"]
    static let modals: Set<String> = ["may", "might", "would", "could", "can"]
    static let outcomes: Set<String> = [
        "result", "results", "lead", "leads", "find", "finds", "identify", "identifies", "set", "become", "be", "is",
        "are",
    ]
    static let foundThen: Set<String> = [
        "identified", "found", "set", "made", "raised", "issued", "resulted", "given", "highlighted", "noted", "saw",
        "led", "resulting",
    ]
    static let foundNow: Set<String> = [
        "identify", "find", "result", "results", "see", "make", "raise", "note", "highlight", "have", "has",
    ]
    static let beings: Set<String> = ["is", "are", "was", "were"]
    static let auxiliaries: Set<String> = ["is", "are", "was", "were", "has", "have", "had", "been"]
    static let adverbs: Set<String> = [
        "also", "now", "therefore", "then", "currently", "clearly", "consequently", "in", "to",
    ]
    /// Who finds no such areas in an inspector's sense.
    static let inspected: Set<String> = [
        "leaders", "managers", "you", "they", "council", "authority", "authoritys", "board", "plan", "strategy",
        "partners", "director", "staff", "partnership", "it",
    ]
    static let inspecting: Set<String> = [
        "we", "inspectors", "inspector", "visit", "inspection", "ofsted", "hmi", "i", "letter",
    ]
    static let ends: Set<String> = ["addressed", "resolved", "completed", "met", "closed", "lifted", "tackled"]
    /// Between the areas and their end: it is not reached yet, or not by all.
    static let halves: Set<String> = [
        "partly", "partially", "largely", "mostly", "nearly", "almost", "being", "only", "some", "most", "many", "part",
        "sufficiently", "adequately",
    ]
    /// What may say that something is left to do.
    static let lefts: Set<String> = halves.union(open).union([
        "yet", "still", "remain", "remains", "remained", "until", "slow", "slowly", "too", "weak", "poor", "limited",
        "insufficient", "insufficiently", "continue", "continues", "continuing", "ongoing", "underway", "need", "needs",
        "further", "more", "should", "must",
    ])
    static let needs: Set<String> = ["need", "needs", "require", "requires", "must"]
    static let visits: Set<String> = ["visit", "inspection", "focused", "monitoring", "letter", "report", "time"]
}
