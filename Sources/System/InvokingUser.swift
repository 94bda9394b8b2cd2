import Foundation

/// Who runs this command.
package enum InvokingUser {
    /// Behind sudo the one who typed it, not root.
    package static var name: String {
        let environment = ProcessInfo.processInfo.environment
        let stated = ["SUDO_USER", "USER", "LOGNAME"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        return stated ?? getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) } ?? "user \(getuid())"
    }
}
