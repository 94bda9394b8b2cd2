/// The providers known by name and number: joins the names that one provider has had through time.
package struct ProviderRegistry: Sendable {
    private let byURN: [String: Provider]
    private let byName: [String: Provider]
    /// The words that names begin with.
    private let firstWords: Set<Substring>
    private let urns: [ProviderID: String]
    /// All providers, by id.
    package let all: [Provider]

    /// `entries`: each provider with its number, where it is known, and all names that it has had; an ambiguous name joins nothing.
    package init(_ entries: [(urn: String?, provider: Provider, names: [String])]) {
        let numbered = entries.compactMap { entry in entry.urn.map { (urn: $0, provider: entry.provider) } }
        byURN = Dictionary(numbered.map { ($0.urn, $0.provider) }, uniquingKeysWith: { first, _ in first })
        urns = Dictionary(numbered.map { ($0.provider.id, $0.urn) }, uniquingKeysWith: { first, _ in first })
        all = entries.map(\.provider).sorted { $0.id < $1.id }
        var names: [String: Provider] = [:]
        var ambiguous: Set<String> = []
        for entry in entries {
            for name in [entry.provider.name] + entry.names {
                let key = ProviderRegistry.key(name)
                if let other = names[key], other.id != entry.provider.id { ambiguous.insert(key) }
                names[key] = entry.provider
            }
        }
        for key in ambiguous { names[key] = nil }
        byName = names
        firstWords = Set(names.keys.compactMap { $0.split(separator: " ").first })
    }

    package func provider(urn: String) -> Provider? { byURN[urn] }

    /// The provider's unique reference number, where it is known.
    package func urn(of id: ProviderID) -> String? { urns[id] }

    /// Looks a whole name up, forgiving case, punctuation and the words for the kind of council; never joins by likeness.
    package func provider(named name: String) -> Provider? {
        let key = ProviderRegistry.key(name)
        return key.isEmpty ? nil : byName[key]
    }

    /// The one provider that a text, such as a title, mentions by a whole name; `nil` where it mentions none or two.
    package func provider(mentionedIn text: String) -> Provider? {
        let words = ProviderRegistry.words(text)
        var found: (provider: Provider, range: Range<Int>)?
        for start in words.indices where firstWords.contains(words[start][...]) || mayBegin(words[start]) {
            for end in stride(from: min(words.count, start + 8), to: start, by: -1) {
                let key = ProviderRegistry.key(words[start..<end])
                guard !key.isEmpty, let provider = byName[key] else { continue }
                if let other = found, other.provider.id != provider.id {
                    // "Cheshire East" also holds no other name, but "Bath" within "Bath and North East Somerset" would.
                    if other.range.contains(start) { continue }
                    return nil
                }
                found = found ?? (provider, start..<end)
                break
            }
        }
        return found?.provider
    }

    /// True for a word that is left out of names.
    private func mayBegin(_ word: String) -> Bool {
        word == "london" || ProviderRegistry.dropped.contains(word)
    }

    private static let dropped: Set<String> = [
        "the", "of", "council", "councils", "county", "city", "borough", "metropolitan", "royal", "unitary",
        "authority",
        "district", "mbc", "cc", "bc",
    ]

    /// The words that tell councils apart, in order.
    static func key(_ name: String) -> String {
        key(words(name)[...])
    }

    private static func key(_ words: ArraySlice<String>) -> String {
        // "London" tells the City of London from nothing, but a London borough by its own name.
        let isLondonBorough = words.contains("borough")
        return words.filter { !dropped.contains($0) && !(isLondonBorough && $0 == "london") }.joined(separator: " ")
    }

    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        var word = ""
        for character in text.lowercased() {
            if character.isLetter || character.isNumber {
                word.append(character)
            } else if character == "&" {
                words += word.isEmpty ? ["and"] : [word, "and"]
                word = ""
            } else if character != "'", character != "’", !word.isEmpty {
                words.append(word)
                word = ""
            }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }
}
