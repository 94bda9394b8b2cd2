import Inspections
import Text

/// Finds and cleans the provider's name that a document states, and joins it with the registry.
struct ProviderHeading: Sendable {
    let name: String
    let urn: String?

    /// The first of the printed candidates, and of those that only the registry can confirm, that it knows, else the
    /// first that names somebody, cleaned.
    init?(candidates: [String], unsure: [String] = [], registry: ProviderRegistry) {
        let cleaned = candidates.map(ProviderHeading.cleaned).filter { !$0.isEmpty }
        for candidate in cleaned + unsure.map(ProviderHeading.cleaned) {
            guard
                let provider = registry.provider(named: candidate)
                    ?? ProviderHeading.council(of: candidate).flatMap(registry.provider(named:))
            else { continue }
            name = provider.name
            urn = registry.urn(of: provider.id)
            return
        }
        guard let first = cleaned.first(where: ProviderHeading.namesSomebody) else { return nil }
        name = first
        urn = nil
    }

    /// False for words that only say what is inspected, whoever has it: `Children's Services`, `local authority`.
    private static func namesSomebody(_ printed: String) -> Bool {
        let words = Words.of(printed)
        return words.isEmpty || !words.allSatisfy(wordsOfTitles.contains)
    }

    private static let wordsOfTitles: Set<String> = [
        "the", "a", "an", "of", "and", "for", "in", "to", "its", "our", "your", "this", "childrens", "children",
        "child", "services", "service", "social", "care", "local", "authority", "authorities", "council", "councils",
        "area", "inspection", "inspections", "visit", "report", "reports", "letter", "ofsted", "england",
    ]

    /// The title's own words and the lines above it, as far as they can be a name; address and number may stand
    /// between.
    static func candidates(in lines: [Line], title: Title) -> [String] {
        var candidates: [String] = title.name.map { [$0] } ?? []
        let head = withoutAddress(lines[..<title.lines.lowerBound])
        let above = head.suffix(3).reversed().prefix(while: isName).map(\.text.withoutFootnote)
        for count in stride(from: above.count, to: 0, by: -1) where above[count - 1].first?.isUppercase == true {
            candidates.append(above.prefix(count).reversed().joined(separator: " "))
        }
        if candidates.isEmpty,
            let name = head.suffix(8).last(where: { isName($0) && $0.text.first?.isUppercase == true })
        {
            candidates.append(name.text.withoutFootnote)
        }
        return candidates
    }

    /// Without a street and what stands below it: a letterhead ends with the town of whoever writes.
    private static func withoutAddress(_ head: ArraySlice<Line>) -> ArraySlice<Line> {
        let street = head.suffix(8).firstIndex { line in
            line.text.split(separator: ",").contains { Words.of($0).last.map(streets.contains) ?? false }
        }
        return street.map { head[..<$0] } ?? head
    }

    private static let streets: Set<String> = ["street", "road", "avenue", "square", "gate"]

    /// Of a first page without a known title: whom it says to be inspected, and lines that only the registry can
    /// confirm.
    static func candidates(inHeadOf lines: [Line]) -> (named: [String], unsure: [String]) {
        let head = lines.prefix(ProviderHeading.head).prefix { !isDates($0) }
        var unsure = head.filter(isName).map(\.text.withoutFootnote)
        guard let first = head.firstIndex(where: { Words.find(["inspection", "of"], in: $0.words) != nil }),
            let start = Words.find(["inspection", "of"], in: head[first].words)
        else { return ([], unsure) }
        let named = head[first].text.dropWords(start + 2)
        let below = head[(first + 1)...].prefix(2).map(\.text.withoutFootnote)
        for count in stride(from: below.count, to: 0, by: -1) {
            unsure.insert(([named] + below.prefix(count)).joined(separator: " "), at: 0)
        }
        // "Inspection of services for children" names nobody.
        let isName = cleaned(named).first?.isUppercase ?? false
        return (isName ? [named] : [], unsure)
    }

    /// The lines of a first page that may name the provider.
    private static let head = 30

    private static func isDates(_ line: Line) -> Bool {
        line.words.starts(with: ["inspection", "date"]) || line.words.starts(with: ["inspection", "dates"])
    }

    /// The place in the name of a trust or a partnership that does a council's work: `Together for Children
    /// Sunderland`.
    private static func council(of name: String) -> String? {
        let words = name.split(separator: " ").map(String.init)
        let places = words.indices.filter { !Words.of(words[$0]).allSatisfy(bodies.contains) }
        guard let first = places.first, let last = places.last, last - first + 1 < words.count else { return nil }
        return words[first...last].map(Possessive.owner).joined(separator: " ")
    }

    private static let bodies: Set<String> = [
        "childrens", "children", "services", "service", "social", "care", "trust", "first", "families", "family",
        "young",
        "people", "peoples", "partnership", "partnerships", "company", "together", "for", "futures", "and", "the", "of",
        "local", "area", "authority", "council", "councils", "county", "city", "borough", "metropolitan", "district",
        "london", "royal", "safeguarding", "board", "ltd", "limited",
    ]

    /// The lines below a title, which go on with anything.
    static func unsureCandidates(in lines: [Line], title: Title) -> [String] {
        let below = lines[title.lines.upperBound...].prefix(2).prefix { !$0.words.contains("inspection") }
            .map(\.text.withoutFootnote)
        return stride(from: below.count, to: 0, by: -1).map { below.prefix($0).joined(separator: " ") }
    }

    /// Numbers, labelled values and kinds of inspection are no names.
    private static func isName(_ line: Line) -> Bool {
        !line.text.contains { $0.isNumber || $0 == ":" } && !line.words.contains { $0.hasSuffix("inspection") }
    }

    /// `Surrey Safeguarding Children Board` is Surrey; the words for the kind of council are left out.
    static func cleaned(_ printed: String) -> String {
        var words = printed.collapsed.split(separator: " ").map(String.init)
        func drop(_ phrase: String, atEnd: Bool) -> Bool {
            let wanted = phrase.split(separator: " ").map(String.init)
            guard words.count > wanted.count else { return false }
            let part = atEnd ? words.suffix(wanted.count) : words.prefix(wanted.count)
            guard part.flatMap({ Words.of($0) }) == wanted else { return false }
            if atEnd { words.removeLast(wanted.count) } else { words.removeFirst(wanted.count) }
            // Whose services they are: "Durham's".
            if atEnd, let owner = words.popLast() { words.append(Possessive.owner(owner)) }
            return true
        }
        var isDropping = true
        while isDropping {
            isDropping = endings.contains { drop($0, atEnd: true) } || beginnings.contains { drop($0, atEnd: false) }
        }
        return words.joined(separator: " ").withoutFullStop
    }

    private static let endings = [
        "safeguarding children board", "childrens services", "childrens social care services", "childrens social care",
        "childrens services trust", "children and families trust", "local area partnership", "local area partnerships",
        "childrens trust", "childrens first", "children first", "local authority", "unitary authority",
        "metropolitan borough council", "metropolitan district council", "metropolitan borough",
        "county council", "city council",
        "borough council", "district council", "councils", "council",
    ]
    private static let beginnings = [
        "the", "council of the", "london borough of", "metropolitan borough of", "royal borough of", "borough of",
        "city of", "county of",
    ]
}

extension ProviderHeading {
    /// The one registered provider whose council running prose names; none where it names several as often.
    static func mentioned(in words: [String], registry: ProviderRegistry) -> [String] {
        var counts: [(name: String, count: Int)] = []
        for provider in registry.all {
            let name = Words.of(provider.name) + ["council"]
            var count = 0
            var start = 0
            while let found = Words.find(name, in: words, from: start)
                ?? Words.find(name.dropLast() + ["councils"], in: words, from: start)
            {
                count += 1
                start = found + name.count
            }
            if count > 0 { counts.append((provider.name, count)) }
        }
        let most = counts.map(\.count).max() ?? 0
        let leading = counts.filter { $0.count == most }
        return leading.count == 1 ? leading.map(\.name) : []
    }
}
