/// Reads what a monitor is told as strictly as the formats say: Prometheus' text 0.0.4
/// (https://prometheus.io/docs/instrumenting/exposition_formats/) and OpenMetrics 1.0
/// (https://prometheus.io/docs/specs/om/open_metrics_spec/), as far as counters, gauges and facts need them.
package struct Exposition {
    package struct Fault: Error, CustomStringConvertible {
        package let description: String
    }

    /// Each sample as it is written, without its value -> the value.
    package private(set) var samples: [String: Double] = [:]
    private var kinds: [Substring: Substring] = [:]
    private var helps: Set<Substring> = []
    /// The family whose lines come now, and those that have been.
    private var family: Substring = ""
    private var seen: Set<Substring> = []

    package init(_ text: String, isOpen: Bool) throws {
        guard text.hasSuffix("\n"), !text.contains("\r"), !text.contains("\n\n") else {
            throw Fault(description: "lines end with one line feed each")
        }
        var lines = text.dropLast().split(separator: "\n", omittingEmptySubsequences: false)
        if isOpen, lines.popLast() != "# EOF" { throw Fault(description: "the end is missing") }
        for line in lines {
            do {
                try line.hasPrefix("#") ? takeDescription(line) : takeSample(line, isOpen: isOpen)
            } catch let fault as Fault {
                throw Fault(description: "\(fault): \(line)")
            }
        }
    }

    private mutating func enter(_ name: Substring) throws {
        if family == name { return }
        guard seen.insert(name).inserted else { throw Fault(description: "a family stands in two places") }
        family = name
    }

    private mutating func takeDescription(_ line: Substring) throws {
        let parts = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == "#", Exposition.isName(parts[2]) else {
            throw Fault(description: "no description")
        }
        try enter(parts[2])
        switch parts[1] {
        case "TYPE":
            guard kinds.updateValue(parts[3], forKey: parts[2]) == nil else { throw Fault(description: "two kinds") }
            guard !samples.keys.contains(where: { $0.hasPrefix(parts[2] + "{") || $0 == parts[2] }) else {
                throw Fault(description: "the kind comes behind samples")
            }
        case "HELP":
            guard helps.insert(parts[2]).inserted else { throw Fault(description: "two helps") }
        default: throw Fault(description: "neither TYPE nor HELP")
        }
    }

    private mutating func takeSample(_ line: Substring, isOpen: Bool) throws {
        let name = line.prefix { $0 != "{" && $0 != " " }
        guard Exposition.isName(name) else { throw Fault(description: "no name") }
        var rest = line[name.endIndex...]
        if rest.first == "{" { rest = try Exposition.labels(rest) }
        let key = String(line[..<rest.startIndex])
        guard rest.first == " ", let value = Double(rest.dropFirst()) else { throw Fault(description: "no value") }
        guard samples.updateValue(value, forKey: key) == nil else { throw Fault(description: "a sample comes twice") }
        let suffixes: [Substring: Substring] = isOpen ? ["counter": "_total", "info": "_info"] : [:]
        guard let kind = kinds[family], name == family + (suffixes[kind] ?? "") else {
            throw Fault(description: "it is not of the family \(family)")
        }
        let known: Set<Substring> = isOpen ? ["counter", "gauge", "info"] : ["counter", "gauge"]
        guard known.contains(kind) else { throw Fault(description: "no kind \(kind)") }
        if kind == "counter", !name.hasSuffix("_total") || value < 0 { throw Fault(description: "no counter") }
        if kind == "info", value != 1 { throw Fault(description: "a fact is 1") }
    }

    /// What follows the braces.
    private static func labels(_ text: Substring) throws -> Substring {
        var rest = text.dropFirst()
        var names: Set<Substring> = []
        while true {
            let name = rest.prefix { $0 != "=" }
            guard isName(name), !name.contains(":"), names.insert(name).inserted else {
                throw Fault(description: "no label")
            }
            rest = rest[name.endIndex...].dropFirst()
            guard rest.first == "\"" else { throw Fault(description: "no quotation mark") }
            rest = rest.dropFirst()
            while let letter = rest.first, letter != "\"" {
                rest = rest.dropFirst()
                if letter != "\\" { continue }
                guard let escaped = rest.first, "\\\"n".contains(escaped) else { throw Fault(description: "no escape") }
                rest = rest.dropFirst()
            }
            guard rest.first == "\"" else { throw Fault(description: "a value does not end") }
            rest = rest.dropFirst()
            if rest.first == "}" { return rest.dropFirst() }
            guard rest.first == "," else { throw Fault(description: "labels do not end") }
            rest = rest.dropFirst()
        }
    }

    private static func isName(_ text: Substring) -> Bool {
        guard let first = text.first, !first.isNumber else { return false }
        return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == ":") }
    }
}
