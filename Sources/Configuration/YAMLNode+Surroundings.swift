import System
import YAML

extension YAMLNode {
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
        problem("must be the name of a single host, such as files.ofsted.gov.uk, and not \"\(text)\"\(meant)")
        return nil
    }
}
