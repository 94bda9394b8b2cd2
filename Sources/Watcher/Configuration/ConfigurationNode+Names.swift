import System
import Yams

extension ConfigurationNode {
    /// A name or a sentence of the operator's own; what YAML reads as nothing, true or false is a slip.
    func label() -> String? {
        guard let text = text() else { return nil }
        guard isPlain, ["~", "null", "true", "false"].contains(text.lowercased()) else { return text }
        problem("must be a text, and not \(text); put it in quotes if that is meant")
        return nil
    }

    /// The path of a file or folder, as it is written.
    func filePath() -> String? {
        guard let text = label() else { return nil }
        guard isPlain, Double(text) != nil else { return text }
        problem(
            "must be the path of a file or folder, and not the number \(text); put it in quotes if that is its name")
        return nil
    }

    /// The absolute path of a folder, which the daemon makes where it is missing.
    func folder(_ surroundings: Surroundings) -> String? {
        guard let path = filePath().map(surroundings.absolute) else { return nil }
        if FileFault.isInTheWay(ofFolder: path) { problem("\(path) is a file; name a folder") }
        return path
    }

    /// The name of a host, in lower case.
    func host() -> String? {
        guard let text = label()?.lowercased() else { return nil }
        if HostName.isOne(text) { return text }
        let meant = HostName.within(text).map { "; did you mean \"\($0)\"?" } ?? ""
        problem("must be the name of one host alone, such as files.ofsted.gov.uk, and not \"\(text)\"\(meant)")
        return nil
    }

    /// Without quotation marks.
    private var isPlain: Bool { node.scalar?.style == .plain }
}
