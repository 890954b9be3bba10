//! The words of the page. A row here is a field of [`Ui`] and its text in both languages: one that lacks a
//! language does not compile. Plain words first; then sentences that take something, as functions.

use crate::lang::Lang;

macro_rules! ui {
    (
        words { $( $word:ident: $en:literal, $ja:literal; )+ }
        sentences { $( $sentence:ident: $type:ty = $en_fn:expr, $ja_fn:expr; )+ }
    ) => {
        /// The words of the page in one language.
        #[derive(Clone, Copy, Debug)]
        pub struct Ui {
            $( #[doc = $en] pub $word: &'static str, )+
            $( #[doc = concat!("A sentence: `", stringify!($sentence), "`.")] pub $sentence: $type, )+
        }

        /// The words of the page in English.
        pub static EN: Ui = Ui { $( $word: $en, )+ $( $sentence: $en_fn, )+ };

        /// The words of the page in Japanese.
        pub static JA: Ui = Ui { $( $word: $ja, )+ $( $sentence: $ja_fn, )+ };

        /// Every plain word of a language, by name: for tests that hold all of them to the same rules.
        pub fn words(lang: Lang) -> Vec<(&'static str, &'static str)> {
            let ui = ui(lang);
            vec![ $( (stringify!($word), ui.$word), )+ ]
        }
    };
}

/// The words of the page in a language.
pub fn ui(lang: Lang) -> &'static Ui {
    match lang {
        Lang::En => &EN,
        Lang::Ja => &JA,
    }
}

ui! {
    words {
        page_title: "Hopscope: network paths of Google Cloud, step by step", "Hopscope: Google Cloud のネットワーク経路を 1 段ずつ";
        tagline: "See whether a request gets through, where it stops and why, and from which source IP it is seen.", "リクエストが届くか、どこでなぜ止まるか、どの送信元 IP に見えるかを確かめます。";
        skip_to_content: "Skip to the content", "本文へ移動";
        skip_to_result: "Skip the picture, go to the result", "図をとばして結果へ";
        language: "Language", "言語";
        theme: "Theme", "テーマ";
        theme_system: "Theme: as the system", "テーマ: システムに合わせる";
        theme_light: "Theme: light", "テーマ: ライト";
        theme_dark: "Theme: dark", "テーマ: ダーク";
        undo: "Undo", "元に戻す";
        redo: "Redo", "やり直す";
        close: "Close", "閉じる";
        cancel: "Cancel", "キャンセル";
        copy: "Copy", "コピー";
        copied: "Copied", "コピーしました";
        loading: "Loading", "読み込んでいます";
        doc_link: "Google's page", "公式の説明";

        gallery: "Gallery", "例の一覧";
        gallery_heading: "Start from an example", "例から始める";
        gallery_note: "Every example comes from an experiment, with the outcomes it is expected to have.", "どの例も実際の検証がもとになっていて、期待する結果が付いています。";
        to_gallery: "To the gallery", "例の一覧へ";
        open: "Open", "開く";

        paste: "Paste", "貼り付け";
        paste_heading: "Paste what gcloud prints", "gcloud の出力を貼る";
        paste_note: "Press Ctrl+V anywhere, or drop files, folders or archives: JSON or YAML. Nothing leaves this machine.", "どこでも Ctrl+V で貼るか、ファイル、フォルダ、アーカイブをドロップします (JSON、YAML)。内容はこのマシンの外に送られません。";
        paste_more: "What you paste now is added to this.", "続けて貼り付けると、ここに加わります。";
        paste_again: "You can paste again right here.", "このまま、もう一度貼り付けられます。";
        read_clipboard: "Read the clipboard", "クリップボードから読む";
        clipboard_refused: "The browser did not give the clipboard. Press Ctrl+V instead.", "ブラウザがクリップボードの読み取りを許可しませんでした。代わりに Ctrl+V を押してください。";
        choose_files: "Choose files", "ファイルを選ぶ";
        drop_here: "Drop the files here", "ここにファイルをドロップ";
        which_command: "Which command?", "どのコマンド?";
        pasted_scenario: "Pasted scenario", "貼り付けたシナリオ";

        import_title: "Import", "取り込み";
        reading_title: "Reading", "読み取り中";
        reading_note: "It is read in the background and stays on this machine.", "バックグラウンドで読み取っています。データはこのマシンから出ません。";
        read_nothing: "Nothing could be read.", "何も読み取れませんでした。";
        into_heading: "Where to", "取り込み先";
        into_new: "A new scenario", "新しいシナリオ";
        into_open: "The open scenario", "開いているシナリオ";
        accept_new: "Open as a new scenario", "新しいシナリオとして開く";
        accept_merge: "Import into this scenario", "このシナリオに取り込む";
        status_unread: "Not read whole", "一部が読めないもの";
        rest_of_list: "The rest of the list", "一覧の続き";
        no_name: "Without a name", "名前のないもの";
        strangers: "Not modelled, only their addresses", "未対応の種類 (アドレスのみ)";
        status_new: "New", "新しいもの";
        status_changed: "Changed", "変わるもの";
        status_unchanged: "Unchanged", "変わらないもの";
        missing_note: "Requests that need these end incomplete until they are there.", "そろうまで、これらを必要とする通信は情報不足になります。";
        project_label: "Project", "プロジェクト";
        group_iam_policy: "IAM policy", "IAM ポリシー";
        group_process: "process", "プロセス";
        group_tunnel: "SSH tunnel", "SSH トンネル";
        group_proxy_settings: "proxy settings", "プロキシの設定";
        group_name_server: "name server", "ネームサーバー";
        group_appliance: "appliance", "アプライアンス";
        group_domain_mapping: "domain mapping", "ドメイン マッピング";

        requests: "Requests", "通信";
        request_from: "From", "送信元";
        request_to: "To", "宛先";
        ask: "Ask", "確かめる";
        ask_placeholder: "client-node → https://…  expect 404", "client-node → https://…　expect 404";
        expected: "Expected", "期待";

        outline: "Outline", "アウトライン";
        picture: "Picture", "図";
        picture_label: "Network picture", "ネットワーク図";
        show_all: "All", "全体";
        show_path: "This path only", "この経路だけ";
        fit: "Fit", "全体を表示";
        zoom_in: "Zoom in", "拡大";
        zoom_out: "Zoom out", "縮小";
        legend: "Legend", "凡例";
        expand: "Expand", "開く";
        collapse: "Collapse", "閉じる";

        result: "Result", "結果";
        no_result: "Choose a request to see why it ends as it does.", "通信を選ぶと、その結果と理由が表示されます。";
        source_ip: "Source IP as the destination sees it", "宛先から見た送信元 IP";
        source_none: "none: it does not arrive", "なし (届きません)";
        name_resolution: "Name resolution", "名前解決";
        reason_code: "Reason code", "理由コード";
        caller_sees: "What the caller sees", "呼び出し側に見えるもの";
        steps: "Steps", "ステップ";
        previous: "Previous", "前";
        next: "Next", "次";
        previous_step: "Previous step", "前のステップ";
        next_step: "Next step", "次のステップ";
        packet: "Packet", "パケット";
        losers: "Not chosen", "選ばれなかったもの";
        blockers: "Behind this, also in the way", "この先にもある障害";
        differences: "Differences", "違い";
        missing: "Missing", "足りないもの";
        unmodelled: "Not modelled", "未対応の機能";
        assumptions: "Assumed", "前提";
        what_to_do: "What to do", "次にすること";
        what_it_means: "What it means", "意味";

        keys: "Keys", "キー操作";
        key_paste: "Paste an export", "エクスポートを貼り付ける";
        key_undo: "Undo, redo", "元に戻す、やり直す";
        key_regions: "Next region, previous region", "次の領域、前の領域";
        key_steps: "Previous step, next step", "前のステップ、次のステップ";
        key_list: "Up and down in a list", "一覧の上下";
        key_choose: "Choose", "選ぶ";
        key_move: "To the nearest box in the picture", "図の中で隣へ移動";
        key_pan: "Shift the picture", "図をずらす";
        key_zoom: "Zoom in, zoom out", "拡大、縮小";
        key_fit: "Fit the picture", "図の全体を表示";
        key_save: "Save as a file, copy the link", "ファイルに保存、リンクをコピー";
        key_escape: "Close, or leave", "閉じる、離れる";

        deed_opened_example: "open the example", "例を開く";
        deed_opened_import: "open what was pasted", "貼り付けたものを開く";
        deed_merged_import: "import", "取り込み";
        deed_asked: "add a request", "通信の追加";
        deed_changed_request: "change a request", "通信の変更";
        deed_removed_request: "delete a request", "通信の削除";
        deed_opened_link: "duplicate to edit", "編集用の複製";
        deed_opened_saved: "open a scenario of yours", "手元のシナリオを開く";
        read_only: "This is a preview and does not change. Duplicate it to edit.", "これはプレビューなので変更できません。編集するには複製してください。";
        deed_started: "start empty", "空から始める";
        deed_added: "add", "追加";
        deed_edited: "change", "変更";
        deed_removed: "delete", "削除";
        deed_duplicated: "duplicate", "複製";
        deed_connected: "connect", "接続";
        deed_moved: "move", "移動";
        deed_proposed: "begin a proposal", "案の作成";
        deed_dropped_proposal: "drop the proposal", "案の削除";
        deed_adopted: "adopt the proposal", "案の採用";
        untitled: "Untitled scenario", "無題のシナリオ";

        start_empty: "Start from nothing", "何もない状態から始める";
        start_note: "Design a network, then ask whether requests get through.", "ネットワークを組み立てて、リクエストが届くかを確かめます。";
        empty_heading: "Nothing is here yet", "まだ何もありません";
        empty_text: "Add a first resource, or paste what gcloud prints.", "最初のリソースを追加するか、gcloud の出力を貼り付けてください。";
        add: "Add", "追加";
        add_resource: "Add a resource", "リソースを追加";
        connect: "Connect to", "接続先";
        commands: "Commands", "コマンド";
        filter: "Filter", "絞り込み";
        nothing_matches: "Nothing matches.", "一致するものがありません。";
        nothing_to_connect: "Nothing here can be connected to it.", "接続できるものがありません。";
        duplicate: "Duplicate", "複製";
        unpin: "Let the layout place it", "自動配置に戻す";
        pinned: "Placed by hand", "手で配置";
        fold: "Hide what is inside", "中身を隠す";
        unfold: "Show what is inside", "中身を表示";
        inspector: "Properties", "プロパティ";
        to_result: "To the result", "結果に戻る";
        name: "Name", "名前";
        location: "Region or zone", "リージョンまたはゾーン";
        note: "Note", "メモ";
        as_json: "As JSON", "JSON で編集";
        apply: "Apply", "適用";
        list_of: "Entries", "エントリ";
        also_on_it: "Add to it", "これに追加";
        not_in_scenario: "Referred to, but not in the scenario.", "参照されていますが、シナリオにありません。";
        edit_request: "Edit this request", "この通信を編集";
        expect_this: "Expect this result", "この結果を期待値にする";
        move_up: "Move up", "上へ";
        move_down: "Move down", "下へ";
        title_label: "Title", "タイトル";
        pull: "Drag to connect", "ドラッグして接続";
        key_add: "Add a resource", "リソースを追加";
        key_commands: "All commands", "すべてのコマンド";
        key_connect: "Connect what is chosen", "選んだものを接続";
        key_delete: "Delete what is chosen", "選んだものを削除";
        key_duplicate: "Duplicate what is chosen", "選んだものを複製";
        key_copy: "Copy, cut, paste what is chosen", "選んだもののコピー、切り取り、貼り付け";
        key_also: "Choose one more", "追加で選ぶ";
        key_nudge: "Shift the chosen box, reorder a request", "選んだ箱をずらす、通信の順序を変える";
        key_unpin: "Let the layout place it again", "自動配置に戻す";

        hero_title: "Does the request get there?", "そのリクエストは届くか";
        hero_text: "Hopscope follows a request through Google Cloud's network, step by step: where it stops and why, and which source IP the other end sees.", "Google Cloud のネットワークを 1 段ずつたどり、リクエストがどこでなぜ止まるか、宛先からどの送信元 IP に見えるかを示します。";
        paste_text: "Press Ctrl+V anywhere on this page, or drop files on it. Lists, single resources, several outputs one after another, plans and states of Terraform (terraform show -json): all of it is read as it comes.", "このページのどこでも Ctrl+V で貼り付けるか、ファイルをドロップします。一覧でも 1 件でも、いくつかの出力を続けて貼ったものでも、Terraform の plan や state (terraform show -json) でも、そのまま読みます。";
        stays_here: "It is read in this browser. Nothing you paste leaves this machine.", "読み取りはこのブラウザの中で行います。貼り付けた内容はこのマシンの外に出ません。";
        which_commands: "Which commands?", "どのコマンドの出力?";
        commands_note: "This prints a project's network, read-only. Paste what it prints, or drop the file. Any part of it will do: what is missing is named.", "プロジェクトのネットワーク構成を表示するだけのコマンドです。出力を貼り付けるか、ファイルをドロップしてください。一部だけでも構いません。足りないものは名前で示します。";
        collect: "Script for whole projects", "プロジェクト全体の出力スクリプト";
        collect_missing: "Script that collects these", "まとめて出力するスクリプト";
        collect_title: "Export script", "エクスポート スクリプト";
        collect_note: "It lists and describes, and changes nothing. Run it where gcloud is signed in, Cloud Shell for example, and paste or drop what it prints here.", "一覧と詳細の表示だけを行い、何も変更しません。Cloud Shell など、gcloud にログイン済みの環境で実行し、出力をここに貼り付けるかドロップしてください。";
        collect_projects: "Project IDs", "プロジェクト ID";
        collect_which: "What to collect", "出力するもの";
        collect_all: "Everything an answer can depend on", "判定に関わるものすべて";
        collect_lacking: "Only the kinds that are missing here", "ここで足りない種類だけ";
        collect_none: "Name a project to get its script.", "プロジェクト ID を入力すると、スクリプトが表示されます。";
        collect_script: "Script", "スクリプト";
        save_script: "Download", "ダウンロード";
        resume: "Go on with", "続きを開く";
        outcomes: "Outcomes", "結果";
        project: "Project", "プロジェクト";
        proposals: "Proposals", "案";
        shift_same: "same", "変化なし";
        shift_better: "better", "改善";
        shift_worse: "worse", "悪化";
        shift_other: "different", "変化";
        as_it_is: "As it is", "現状";
        propose: "Propose a change", "変更案を作る";
        proposal_note: "What you change here is changed in this proposal alone.", "ここでの変更はこの案だけに入り、現状は変わりません。";
        proposal_name: "Name", "名前";
        adopt: "Adopt", "採用する";
        drop_proposal: "Drop", "削除する";
        compare: "Compare", "比較";
        compare_proposal: "Compare with what is there", "現状と比較";
        compare_here: "Compare with what is here", "手元の内容と比較";
        close_compare: "Close the comparison", "比較を閉じる";
        behaviour: "What becomes of each request", "通信の変化";
        unchanged_requests: "The same", "変化なし";
        nothing_compared: "There is no request in either. Ask one, and see here what becomes of it.", "どちらにも通信がありません。通信を追加すると、ここに変化が出ます。";
        resources_heading: "Resources", "リソースの違い";
        mean_it: "Meant", "宣言した変化";
        mean_note: "Tick the changes that are meant. Whoever reads this sees that all others are undeclared.", "意図した変化に印を付けてください。印のない変化は「宣言されていない変化」として表示されます。";
        everything: "Everything that can be asked", "考えられるすべての通信の変化";
        everything_runs: "Asking everything of both", "すべての組み合わせを確認中";
        everything_failed: "This could not be worked out in this browser. The command line can: hopscope matrix.", "このブラウザでは計算できませんでした。コマンドラインの hopscope matrix なら計算できます。";
        everything_stopped: "Stopped.", "中止しました。";
        everything_again: "Ask everything", "すべて確認する";
        everything_none: "Nothing opens, closes or shows another source IP.", "到達できるかどうかと送信元 IP に変化はありません。";
        cancel_job: "Stop", "中止";
        picture_both: "Difference", "差分";
        picture_before: "Before", "前";
        picture_after: "After", "後";
        mark_added: "added", "追加";
        mark_removed: "removed", "削除";
        mark_changed: "changed", "変更";
        deed_declared: "mark what is meant", "宣言の変更";
        not_there: "not in the scenario", "シナリオにない";
        nothing_there: "There is nothing to draw.", "描くものがありません。";
        no_requests: "There are no requests yet. Ask one below.", "通信はまだありません。下で確かめられます。";
        ask_heading: "Ask a request", "通信を確かめる";
        as_expected: "as expected", "期待どおり";
        panes: "What to show", "表示する欄";
        zoom_reset: "Actual size", "等倍";
        legend_checkpoint: "decides", "判定点";
        legend_hop: "passes on", "ホップ";
        legend_endpoint: "endpoint", "端点";
        legend_start: "starts here", "ここから接続";
        legs: "Connections", "接続";
        traces: "Paths", "経路";
        whole_way: "Whole way", "全体に戻す";
        packet_before: "Packet before:", "前のパケット:";
        packet_after: "after:", "後:";
        to_word: "to", "宛先";
        new_tab: "(opens in a new tab)", "(新しいタブで開きます)";

        zoom: "Zoom", "表示倍率";

        chosen: "Chosen in the picture", "図で選んだもの";

        share: "Share", "共有";
        share_title: "Share and take along", "共有と持ち出し";
        share_link: "Link", "リンク";
        copy_titled: "Copy link with title", "題名つきリンクをコピー";
        copy_link: "Copy link", "リンクをコピー";
        share_holds: "The link holds everything in this scenario, names and addresses included. It is sent to no server, but whoever has it can read all of it, and it cannot be taken back.", "リンクには、名前やアドレスも含めてこのシナリオのすべてが入ります。サーバーには送られませんが、リンクを知る人は全員読めます。取り消しはできません。";
        share_held: "It is sent to no server, but whoever has the link can read all that is in it, and it cannot be taken back.", "サーバーには送られませんが、リンクを知る人は全員、中身をすべて読めます。取り消しはできません。";
        share_with: "What it holds", "含めるもの";
        share_heading: "Title and description", "題名と説明";
        share_requests: "Requests and what is expected", "通信と期待値";
        share_proposals: "Proposals", "変更案";
        share_notes: "Notes", "メモ";
        share_layout: "Where boxes were put", "配置 (動かした箱)";
        share_redact: "Pseudonyms", "伏せ字";
        redact_none: "None", "しない";
        redact_projects: "Projects and mail addresses", "プロジェクトとメール アドレス";
        redact_names: "Names of resources, hosts and public addresses too", "リソース名・ホスト名・公開アドレスも";
        redact_note: "The same thing is called the same everywhere, and every request is answered as before. Private ranges, network tags, labels, rule names and paths of URLs stay.", "同じものはどこでも同じ仮名になり、判定は変わりません。プライベート範囲、ネットワーク タグ、ラベル、ルール名、URL のパスはそのまま残ります。";
        share_first: "What shows first", "開いたとき";
        first_result: "This request", "この通信の結果";
        first_difference: "What the proposal changes", "変更案との差分";
        first_whole: "All of it", "全体";
        embed_open: "Open in Hopscope", "Hopscope で開く";
        embed_nothing: "This frame shows a link of Hopscope's, and its address has none.", "この枠には Hopscope のリンクを表示しますが、アドレスにリンクがありません。";
        content_id: "Content id", "内容 ID";
        content_id_note: "whoever opens the link sees the same", "相手の画面と照合できます";
        take_picture: "Picture", "図";
        take_text: "Text", "文書";
        take_light: "on light", "ライト";
        take_dark: "on dark", "ダーク";
        save_file: "Save file", "ファイルに保存";
        save_svg: "SVG", "SVG";
        save_png: "PNG", "PNG";
        copy_mermaid: "Copy Mermaid", "Mermaid をコピー";
        copy_report: "Copy report (Markdown)", "レポートをコピー (Markdown)";
        save_report: "Save report", "レポートを保存";
        print: "Print", "印刷";
        not_copied: "The browser did not let it be copied. Save the file instead.", "ブラウザがコピーを許可しませんでした。代わりにファイルに保存してください。";
        link_copied: "Link copied", "リンクをコピーしました";
        no_link: "There is no link for this scenario.", "このシナリオのリンクは作れません。";

        preview_link: "A shared link, to look at", "共有リンクのプレビュー";
        preview_note: "Nothing here is kept, and nothing of yours has changed.", "保存されません。手元のシナリオは変わっていません。";
        duplicate_to_edit: "Duplicate to edit", "編集用に複製";
        close_preview: "Close preview", "プレビューを閉じる";
        save_raw: "Save what it holds", "内容をそのまま保存";
        close_and_go_on: "Go on without it", "開かずに続ける";

        recent_heading: "Your scenarios", "手元のシナリオ";
        recent_note: "Kept in this browser, on this machine only. Save a file of what must not be lost.", "このマシンの、このブラウザだけに保存されています。失えないものはファイルにも保存してください。";
        versions: "Earlier versions", "以前の版";
        versions_none: "There is no earlier version.", "以前の版はありません。";
        delete: "Delete", "削除";
        deleted: "Deleted.", "削除しました。";
        open_now: "open now", "開いています";
        elsewhere: "This scenario is open in another tab. If you change it here, the change goes into a copy.", "このシナリオは別のタブでも開いています。ここで変更すると、コピーに保存されます。";
        trouble_refused: "This browser keeps nothing for this page (a private window, perhaps). Save a file before you leave.", "このブラウザはこのページの内容を保存しません (プライベート ウィンドウなど)。離れる前にファイルに保存してください。";
        trouble_full: "This browser has no room left to keep your scenarios. Save a file before you leave.", "このブラウザの保存領域がいっぱいです。離れる前にファイルに保存してください。";

        error_heading: "Something went wrong in this page", "このページで問題が起きました";
        error_note: "What you pasted is still in your clipboard or file. Reload the page to go on.", "貼り付けた内容はクリップボードやファイルに残っています。ページを再読み込みすると続けられます。";
        reload: "Reload", "再読み込み";
    }
    sentences {
        add_row: fn(&str) -> String = |list| format!("Add to {list}"), |list| format!("{list} に追加");
        drop_row: fn(&str) -> String = |row| format!("Remove {row}"), |row| format!("{row} を削除");
        overlaps: fn(&str) -> String = |other| format!("overlaps the range of {other}"), |other| format!("{other} の範囲と重なっています");
        other_region: fn(&str) -> String = |region| format!("is in {region}: it has to be in the same region"), |region| format!("{region} にあります。同じリージョンでなければなりません");
        and_others: fn(usize) -> String = |count| format!("and {count} more chosen"), |count| format!("ほか {count} 件を選択中");
        undone: fn(&str) -> String = |deed| format!("Undone: {deed}"), |deed| format!("元に戻しました: {deed}");
        redone: fn(&str) -> String = |deed| format!("Redone: {deed}"), |deed| format!("やり直しました: {deed}");
        logged_as: fn(&str) -> String = |shown| format!("its request log shows {shown}"), |shown| format!("リクエスト ログには {shown} と表示");
        requests_heading: fn(usize) -> String = |count| format!("Requests {count}"), |count| format!("通信　{count}");
        without_it: fn(&str) -> String = |before| format!("as it is: {before}"), |before| format!("現状: {before}");
        met_of: fn(usize, usize) -> String = |met, of| format!("as expected {met} / {of}"), |met, of| format!("期待どおり {met} / {of}");
        expected_short: fn(&str) -> String = |wanted| format!("expected: {wanted}"), |wanted| format!("期待: {wanted}");
        expected_but: fn(&str, &str, &str) -> String = |field, wanted, got| difference(Lang::En, field, wanted, got), |field, wanted, got| difference(Lang::Ja, field, wanted, got);
        source_short: fn(&str, &str) -> String = |source, fixed| format!("source {source} {fixed}").trim_end().to_owned(), |source, fixed| format!("送信元 {source} {fixed}").trim_end().to_owned();
        and_more: fn(&str, usize) -> String = |first, more| format!("{first} and {more} more"), |first, more| format!("{first} ほか {more}");
        from_short: fn(&str) -> String = |from| format!("from {from}"), |from| format!("{from} から");
        steps_heading: fn(usize) -> String = |total| format!("{total} steps"), |total| format!("{total} 段");
        stopped_heading: fn(usize, usize) -> String = |step, total| format!("Stopped at step {step} of {total}"), |step, total| format!("{total} 段のうち {step} 段目で停止");
        leg_tab: fn(usize, &str, &str) -> String = |number, from, to| format!("Connection {number}: {from} → {to}"), |number, from, to| format!("接続 {number}: {from} → {to}");
        trace_tab: fn(usize, usize, &str) -> String = |number, total, outcome| format!("Path {number} of {total}: {outcome}"), |number, total, outcome| format!("経路 {number} / {total}: {outcome}");
        considered: fn(u32) -> String = |count| format!("candidates {count}"), |count| format!("候補 {count}");
        lost_because: fn(&str, &str, &str) -> String = |field, wanted, got| format!("its {field} is {wanted}, here it is {got}"), |field, wanted, got| format!("{field} は {wanted}、ここでは {got}");
        all_of: fn(&str) -> String = |kinds| format!("all {kinds}"), |kinds| format!("{kinds}の一覧");
        announce: fn(usize, &str, &str) -> String = |number, outcome, reason| format!("Request {number}: {outcome}. {reason}"), |number, outcome, reason| format!("通信 {number}: {outcome}。{reason}");
        request_word: fn(usize) -> &'static str = |count| if count == 1 { "request" } else { "requests" }, |_| "通信";
        read_objects: fn(usize, usize) -> String = |read, unread| match unread {
            0 => format!("Understood: {read} {}", if read == 1 { "object" } else { "objects" }),
            _ => format!("Understood: {read} {}, not read whole: {unread}", if read == 1 { "object" } else { "objects" }),
        }, |read, unread| match unread {
            0 => format!("{read} 件を読み取りました"),
            _ => format!("{read} 件を読み取りました。一部が読めないもの: {unread} 件"),
        };
        problems_heading: fn(usize) -> String = |count| format!("Problems {count}"), |count| format!("問題　{count}");
        notes_heading: fn(usize) -> String = |count| format!("Mended or left out {count}"), |count| format!("直したもの、省いたもの　{count}");
        missing_heading: fn(usize) -> String = |count| format!("Referred to, but not there {count}"), |count| format!("参照されているが、ないもの　{count}");
        reading_size: fn(usize) -> String = |megabytes| format!("{megabytes} MB"), |megabytes| format!("{megabytes} MB");
        fields_heading: fn(usize) -> String = |count| match count { 1 => "1 field differs".to_owned(), count => format!("{count} fields differ") }, |count| format!("{count} 個のフィールドが異なります");
        more_objects: fn(usize) -> String = |count| format!("and {count} more"), |count| format!("ほか {count} 件");
        piece: fn(usize) -> String = |number| format!("Paste {number}"), |number| format!("貼り付け {number}");
        article: fn(&str) -> String = |month| format!("article of {month}"), |month| format!("記事 {month}");
        node_steps: fn(&str) -> String = |steps| format!("step {steps}"), |steps| format!("ステップ {steps}");
        show_step: fn(u32) -> String = |step| format!("Show step {step} in the picture"), |step| format!("ステップ {step} を図に示す");
        weighed: fn(u32) -> String = |count| format!("Candidates weighed: {count}"), |count| format!("検討した候補 {count}");
        not_chosen: fn(usize, u32) -> String = |shown, total| if shown as u32 == total { format!("Not chosen: {total}") } else { format!("Not chosen: {shown} of {total} weighed") }, |shown, total| if shown as u32 == total { format!("選ばれなかった候補 {total}") } else { format!("選ばれなかった候補 {shown} (検討 {total})") };
        more: fn(usize) -> String = |count| format!("{count} more"), |count| format!("ほか {count}");
        counted: fn(&str, usize) -> String = |heading, count| format!("{heading} {count}"), |heading, count| format!("{heading}　{count}");
        preview_version: fn(&str) -> String = |when| format!("As it was, {when}"), |when| format!("{when} の版のプレビュー");
        answers_changed: fn(usize, &str) -> String = |count, rules| format!("{count} {} other than when it was shared (rules of {rules}).", if count == 1 { "answer is" } else { "answers are" }), |count, rules| format!("共有時 (規則 {rules}) と違う判定が {count} 件あります。");
        answer_changed: fn(usize, &str, Option<&str>) -> String = |request, then, now| match now {
            Some(now) => format!("Request {request}: {then} when shared, {now} now."),
            None => format!("Request {request}: {then} when shared, not asked any more."),
        }, |request, then, now| match now {
            Some(now) => format!("通信 {request}: 共有時は{then}、現在の判定は{now}。"),
            None => format!("通信 {request}: 共有時は{then}、現在はこの通信がありません。"),
        };
        redacted_other: fn(usize) -> String = |count| format!("With pseudonyms {count} {} end otherwise, so nothing is given away with them. Choose fewer.", if count == 1 { "request would" } else { "requests would" }), |count| format!("伏せ字にすると {count} 件の判定が変わるため、この組み合わせでは渡せません。伏せる範囲を狭めてください。");
        counts: fn(usize, usize) -> String = |resources, requests| format!("{resources} resources, {requests} requests"), |resources, requests| format!("リソース {resources}、通信 {requests}");
        done: fn(&str) -> String = |deed| format!("Done: {deed}"), |deed| format!("実行しました: {deed}");
        collect_wrong: fn(&str) -> String = |words| format!("No project ID: {words}"), |words| format!("プロジェクト ID ではありません: {words}");
        line_column: fn(u32, Option<u32>) -> String = |line, column| match column {
            Some(column) => format!("line {line}, column {column}"),
            None => format!("line {line}"),
        }, |line, column| match column {
            Some(column) => format!("{line} 行目 {column} 文字目"),
            None => format!("{line} 行目"),
        };
    }
}

/// What of an expectation is not met.
fn difference(lang: Lang, field: &str, wanted: &str, got: &str) -> String {
    crate::headline::difference(
        lang,
        &hopscope_model::result::Unmet {
            field: field.to_owned(),
            expected: wanted.to_owned(),
            got: got.to_owned(),
        },
    )
}
