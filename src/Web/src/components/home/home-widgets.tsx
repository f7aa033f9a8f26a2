import type { DashboardData, Widget } from '@/api/reports';
import { WidgetCard } from '@/widgets/widget-card';

export function HomeWidgets({ widgets, data }: { widgets: Widget[]; data: DashboardData }) {
  return (
    <div className="home-widgets">
      <div className="dashboard-grid">
        {widgets.map((widget) => (
          <WidgetCard key={widget.id} widget={widget} answer={data.widgets[widget.id]} />
        ))}
      </div>
    </div>
  );
}
