using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace NoCodeCrm.Platform.Sql.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class ChangeTransaction : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<ulong>(
                name: "xid",
                table: "sys_change_entry",
                type: "xid8",
                nullable: false,
                defaultValueSql: "pg_current_xact_id()");

            migrationBuilder.CreateIndex(
                name: "IX_sys_change_entry_xid_seq",
                table: "sys_change_entry",
                columns: new[] { "xid", "seq" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_sys_change_entry_xid_seq",
                table: "sys_change_entry");

            migrationBuilder.DropColumn(
                name: "xid",
                table: "sys_change_entry");
        }
    }
}
