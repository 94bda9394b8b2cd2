import Receivers
import System
import YAML

extension LogFile {
    static let keys = ["path", "format", "rotate"]

    init?(_ mapping: YAMLMapping, logs: String) {
        let path = mapping.required("path")?.filePath()
        let format = mapping.required("format")?.choice(LogFormat.self)
        let rotation = mapping["rotate"].map { LogRotation($0) }
        guard let path = path.map({ LogFile.absolute($0, logs: logs) }), let format else { return nil }
        if FileFault.isFolder(path) { mapping["path"]?.problem("\(path) is a folder; name a file in it") }
        self.init(path: path, format: format, rotation: rotation ?? nil)
    }

    /// However it is spelt, one file has one path.
    static func absolute(_ path: String, logs: String) -> String {
        PlainPath.of(path.hasPrefix("/") ? path : logs + "/" + path)
    }
}
