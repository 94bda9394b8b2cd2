import CSpawn
import Glibc

/// The program that shows a long answer a screen at a time, between standard output and the terminal, chosen as git
/// does it.
package struct Pager {
    private let child: pid_t

    /// `nil` where none is wanted, none is there, or it cannot be started. From then on standard output leads to it.
    package static func begin(environment: [String: String]) -> Pager? {
        guard let command = command(environment), let pipe = try? Pipe() else { return nil }
        defer { pipe.close() }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, pipe.read.number, 0)
        // A short answer stays on the screen, colours go through, and a screen is not cleared at its end.
        let all = ["LESS": "FRX", "LV": "-c"].merging(environment) { $1 }
        var argv = ["sh", "-c", command].map { (text: String) in strdup(text) }
        var variables = all.map { strdup("\($0.key)=\($0.value)") }
        defer { for text in argv + variables { free(text) } }
        argv.append(nil)
        variables.append(nil)
        var child: pid_t = 0
        guard ratingwatch_spawn(&child, &actions, argv, variables) == 0 else { return nil }
        // An interrupt is for the pager, which stops reading and goes on showing.
        signal(SIGINT, SIG_IGN)
        dup2(pipe.write.number, StandardStream.output.rawValue)
        return Pager(child: child)
    }

    /// Tells it that nothing follows and waits until its user has seen enough.
    package func end() {
        close(StandardStream.output.rawValue)
        while waitpid(child, nil, 0) < 0, errno == EINTR {}
        signal(SIGINT, SIG_DFL)
    }

    /// `RATINGWATCH_PAGER`, else `PAGER`, else `less`; an empty one and `cat` ask for none.
    package static func command(_ environment: [String: String]) -> String? {
        let asked = environment["RATINGWATCH_PAGER"] ?? environment["PAGER"]
        if let asked { return asked.isEmpty || asked == "cat" ? nil : asked }
        let folders = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        return folders.contains { access("\($0)/less", X_OK) == 0 } ? "less" : nil
    }
}
